import type { RefusedWords } from '../en/refused.ts';
import { refusals } from './refusals.ts';

export const words: RefusedWords = {
  ...refusals,
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
    text: 'Il est bien arrivé, mais abîmé : il n’a pas été scellé correctement. Il est effacé, et le reçu de l’expéditeur le dit. Demandez-lui de sceller de nouveau.',
    unreported:
      'Il est bien arrivé, mais abîmé. Le serveur l’efface en moins d’une minute, et l’expéditeur ne le sait pas encore : prévenez-le, et demandez-lui de sceller de nouveau.',
  },
  past: {
    title: 'Le lien de cet onglet a été ouvert',
    text: 'Son contenu a été affiché une fois, puis effacé. S’il vous le faut encore, demandez à l’expéditeur de sceller de nouveau. Un autre lien peut être ouvert ici.',
  },
};
