import type { AskWords } from '../en/ask.ts';

export const ask: AskWords = {
  title: 'Demandez un nouveau lien à l’expéditeur',
  hint: 'Vous pouvez lui envoyer ceci :',
  copy: 'Copier ce message',
  thing: 'le message pour l’expéditeur',
  why: {
    unread:
      'Le lien que vous m’avez envoyé n’ouvre plus rien. Personne n’a lu ce qu’il contenait : aucun mot de passe n’est à changer.',
    revoked:
      'Vous avez annulé le lien que vous m’aviez envoyé avant son ouverture. J’ai encore besoin de cet accès.',
    nothing: 'Le lien que vous m’avez envoyé ne mène plus à rien.',
    damaged: 'Ce que vous m’avez envoyé est arrivé abîmé, et personne n’a pu le lire.',
    again: 'Ce que vous m’avez envoyé a été ouvert une fois, puis effacé. J’en ai encore besoin.',
  },
  please: 'Merci de m’envoyer un nouveau lien. Vous pouvez le créer ici :',
  hello: 'Bonjour,',
};
