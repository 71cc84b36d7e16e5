import type { RefusedWords } from '../en/refused.ts';
import { ask } from './ask.ts';
import { refusals } from './refusals.ts';

export const words: RefusedWords = {
  ...refusals,
  ask,
  nothing: {
    title: 'Rien ici',
    text: 'Ce lien ne mène à rien : il est peut-être trop ancien, ou vient d’un autre serveur. S’il a été ouvert, ses traces ont disparu aussi.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; ce qui avait été scellé avant a disparu, sans être lu.',
  },
  wrongKind: {
    receipt: {
      title: 'C’est le reçu, pas le lien pour le support',
      text: 'Le reçu n’ouvre rien : il appartient à l’expéditeur. Demandez l’autre lien. Si vous êtes l’expéditeur, vous pouvez ouvrir votre reçu.',
      go: 'Ouvrir le reçu',
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'Il n’ouvre pas un envoi partagé. Rien n’a été ouvert, rien n’est perdu. Demandez le lien de partage à l’expéditeur.',
    },
  },
  damaged: {
    title: 'Ce contenu est illisible',
    text: 'Il est bien arrivé, mais abîmé : il n’a pas été scellé correctement. Il est effacé, et le reçu de l’expéditeur le dit.',
    unreported:
      'Il est bien arrivé, mais abîmé. Le serveur l’efface en moins d’une minute. L’expéditeur ne le sait pas encore.',
  },
  past: {
    title: 'Vous avez ouvert ce lien dans cet onglet',
    text: 'Son contenu a été affiché une fois, puis effacé ; recharger la page ne le ramène pas. Il n’est que là où vous l’avez copié ou enregistré.',
  },
};
