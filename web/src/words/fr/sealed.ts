import type { SealedWords } from '../en/sealed.ts';
import { keep } from './keep.ts';

export const words: SealedWords = {
  ...keep,
  title: 'Envoyez ce lien au support',
  badge: 'Scellé',
  lead: 'Collez-le dans votre réponse au ticket. Il s’ouvre une seule fois, jusqu’au {at}.',
  link: 'Le lien pour le support',
  copy: 'Copier le lien',
  copied: 'Le lien est copié. Collez-le dans votre réponse au ticket.',
  ticket: {
    title: 'Ou un message tout prêt',
    hint: 'À coller dans le ticket. Le lien y est déjà.',
    language: 'Langue du message',
    text: 'Message pour le ticket',
    copy: 'Copier le message',
  },
  qr: 'Code QR',
  qrLabel: 'Code QR du lien pour le support',
  words: 'Dites cette phrase secrète au support, par téléphone',
  wordsHint:
    'Ni dans le ticket, ni par e-mail. Elle n’est enregistrée nulle part : notez-la avant de quitter cette page.',
  after: 'Ensuite',
  afterHint:
    'Quand le support aura terminé, fermez ce que vous avez ouvert. La liste est dans le reçu.',
  next: 'Transmettre autre chose',
  uncopied: {
    title: 'Le lien n’est pas encore copié',
    text: 'Il ne s’affiche qu’ici. Sans lui, personne ne peut ouvrir ce que vous avez scellé.',
    leave: 'Continuer sans le copier',
  },
  passphrase: 'Phrase secrète',
};
