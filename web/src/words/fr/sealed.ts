import type { SealedWords } from '../en/sealed.ts';

export const words: SealedWords = {
  title: 'Envoyez ce lien au support',
  badge: 'Scellé',
  lead: 'Collez-le dans votre réponse au ticket. Il s’ouvre une seule fois, jusqu’au {at}.',
  link: 'Le lien pour le support',
  copy: 'Copier le lien',
  message: 'Copier avec un petit message',
  qr: 'Code QR',
  qrLabel: 'Code QR du lien pour le support',
  words: 'Dites cette phrase secrète au support, par téléphone',
  wordsHint:
    'Ni dans le ticket, ni par e-mail. Elle n’est enregistrée nulle part : notez-la avant de partir.',
  receipt: 'À garder pour vous : le reçu',
  receiptHint: 'Il dit quand le lien a été ouvert et permet de le reprendre. Ne l’envoyez pas.',
  receiptLink: 'Le lien du reçu, pour vous seul',
  receiptOpen: 'Ouvrir le reçu',
  remember: 'Retenir ce reçu sur cet appareil',
  rememberHint:
    'Garde dans ce navigateur le lien du reçu, le nom des accès transmis et les dates. Jamais de mot de passe.',
  rememberFailed:
    'Ce navigateur ne permet pas de retenir quoi que ce soit. Copiez plutôt le lien du reçu.',
  after: 'Ensuite',
  afterHint:
    'Quand le support a terminé, fermez ce que vous avez ouvert. La liste est dans le reçu.',
  next: 'Transmettre autre chose',
  ticket: (link, until, passphrase) =>
    `Bonjour,\n\nVoici l’accès. Le lien s’ouvre une seule fois, jusqu’au ${until} ; copiez ce dont vous avez besoin à l’ouverture.\n\n${link}\n${
      passphrase ? '\nIl demande une phrase secrète : je vous la dirai par téléphone.\n' : ''
    }\nMerci de me dire quand vous aurez terminé, pour que je ferme l’accès.\n`,
  passphrase: 'Phrase secrète',
};
