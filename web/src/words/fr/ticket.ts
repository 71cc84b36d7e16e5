import type { ticket as words } from '../en/ticket.ts';

export const ticket: typeof words = (link, until, passphrase) =>
  `Bonjour,\n\nVoici l’accès. Le lien s’ouvre une seule fois, jusqu’au ${until} ; copiez ce dont vous avez besoin à l’ouverture.\n\n${link}\n${
    passphrase ? '\nIl demande une phrase secrète : je vous la dirai par téléphone.\n' : ''
  }\nMerci de me dire quand vous aurez terminé, pour que je ferme l’accès.\n`;
