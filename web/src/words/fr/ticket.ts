import type { ticket as words } from '../en/ticket.ts';

export const ticket: typeof words = (link, until, passphrase) =>
  `Bonjour,\n\nVoici l’accès demandé. Le lien s’ouvre une seule fois, jusqu’au ${until} : copiez ce qu’il vous faut dès l’ouverture.\n\n${link}\n${
    passphrase ? '\nIl demande une phrase secrète : je vous la dirai par téléphone.\n' : ''
  }\nMerci de me prévenir quand vous aurez terminé : je fermerai alors l’accès.\n`;
