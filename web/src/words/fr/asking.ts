import type { AskedWords, asking as words } from '../en/asking.ts';

export const asking: typeof words = (link, until, what) =>
  `Bonjour,\n\nPour avancer sur votre demande, il nous faut un accès à ce qui suit : ${what}.\n\nN’écrivez aucun mot de passe dans le ticket. Utilisez plutôt cette page, jusqu’au ${until} :\n\n${link}\n\nCe lien vous permet seulement de nous donner un accès ; il n’ouvre rien. Ce que vous saisissez est scellé sur votre appareil, et nous seuls pouvons l’ouvrir, une seule fois.\n\nSi possible, créez un compte temporaire pour nous : la page explique comment faire et vous rappelle de le fermer ensuite.\n`;

export const asked: AskedWords = {
  backoffice: 'votre back-office',
  ftp: 'les fichiers de la boutique (FTP ou SFTP)',
  database: 'la base de données',
  panel: 'votre panneau d’hébergement',
  domain: 'votre nom de domaine',
  other: 'ce que le ticket mentionne par ailleurs',
};
