import type { AskWords } from '../en/ask.ts';

export const ask: AskWords = {
  title: 'Demandez un nouveau lien à l’expéditeur',
  hint: 'Vous pouvez lui envoyer ceci :',
  copy: 'Copier ce message',
  thing: 'le message pour l’expéditeur',
  why: {
    unread:
      'Le lien que vous m’avez envoyé n’ouvre plus rien. Personne n’a lu ce qu’il contenait : il n’y a rien à changer.',
    nothing: 'Le lien que vous m’avez envoyé ne mène plus à rien.',
    damaged: 'Ce que vous m’avez envoyé est arrivé abîmé, et personne n’a pu le lire.',
    again:
      'Ce que vous m’avez envoyé a été ouvert une fois, puis effacé, et j’en ai encore besoin.',
  },
  please: 'Merci de transmettre l’accès de nouveau ici, puis de m’envoyer le nouveau lien :',
  hello: 'Bonjour,',
};
