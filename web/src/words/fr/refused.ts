import type { RefusedWords } from '../en/refused.ts';
import { ask } from './ask.ts';
import { refusals } from './refusals.ts';

export const words: RefusedWords = {
  ...refusals,
  ask,
  nothing: {
    title: 'Il n’y a rien ici',
    text: 'Ce lien ne mène à rien : il est peut-être trop ancien, ou vient d’un autre serveur. S’il a été ouvert, la trace en a disparu aussi.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; ce qui attendait d’être ouvert a disparu, sans être lu.',
  },
  wrongKind: {
    receipt: {
      title: 'C’est le reçu, pas le lien pour le support',
      text: 'Le reçu n’ouvre rien : il appartient à l’expéditeur. Si vous êtes l’expéditeur, vous pouvez ouvrir votre reçu.',
      go: 'Ouvrir le reçu',
      message: {
        title: 'Demandez l’autre lien à l’expéditeur',
        text: 'Bonjour,\n\nLe lien que vous m’avez envoyé est celui de votre reçu, qui n’ouvre rien. Gardez-le, et envoyez-moi l’autre : le lien pour le support.',
      },
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'Cette page n’ouvre que les liens pour le support. Rien n’a été ouvert ni perdu. Demandez le bon lien à l’expéditeur.',
    },
  },
  damaged: {
    title: 'Ce contenu est illisible',
    text: 'Il est bien arrivé, mais abîmé : il n’a pas été scellé correctement. Il est effacé, et le reçu de l’expéditeur l’indique.',
    unreported:
      'Il est bien arrivé, mais abîmé. Le serveur l’efface en moins d’une minute. L’expéditeur ne le sait pas encore.',
  },
  unheard: {
    title: 'Ouvert, mais jamais arrivé',
    text: 'Le lien a été ouvert le {at}, sans doute par cet onglet, et la réponse s’est perdue en chemin. Tout est effacé et ne peut plus être affiché. Si vous n’avez pas appuyé sur le bouton à ce moment-là, quelqu’un d’autre l’a ouvert : dites à l’expéditeur de changer les mots de passe.',
  },
  past: {
    title: 'Vous avez déjà ouvert ce lien dans cet onglet',
    text: 'Son contenu a été affiché une fois, puis effacé ; recharger la page ne le fait pas revenir. Il n’existe plus que là où vous l’avez copié ou enregistré.',
    paste: 'Un autre lien ? Collez-le ici',
  },
};
