import type { ReceiptWords } from '../en/receipt.ts';
import { common } from './common.ts';

export const words: ReceiptWords = {
  ...common,
  pageTitle: 'Votre reçu',
  refresh: 'Actualiser',
  looked: (time) => `État à ${time}`,
  state: {
    sealed: {
      badge: 'Scellé',
      title: 'Pas encore ouvert',
      text: 'Le support peut l’ouvrir une seule fois, jusqu’au {at}. Ensuite, tout est effacé. Cette page s’actualise d’elle-même.',
    },
    claimed: {
      badge: 'Ouvert',
      title: 'Le support a votre accès',
      text: 'Ouvert une seule fois, le {at}. Les octets scellés sont effacés en moins d’une minute.',
    },
    opened: {
      badge: 'Ouvert',
      title: 'Le support a votre accès',
      text: 'Ouvert une seule fois, le {at}, puis effacé du serveur {after}.',
    },
    unreadable: {
      badge: 'Illisible',
      title: 'Le support n’a pas pu le lire',
      text: 'Il a été ouvert le {at}, mais il serait arrivé abîmé. Il ne peut plus être ouvert : merci de sceller de nouveau.',
    },
    finished: {
      badge: 'Terminé',
      title: 'Fermez l’accès maintenant',
      text: 'Le {at}, le support a indiqué avoir terminé. Il n’a plus besoin de votre accès.',
    },
    closed: {
      badge: 'Fermé',
      title: 'Tout est fermé',
      text: 'Toute la liste est cochée. Merci : il n’y a plus rien à faire.',
    },
    expired: {
      badge: 'Expiré',
      title: 'Personne ne l’a ouvert',
      text: 'Il a expiré le {at} et a été effacé sans être lu. Personne n’a vu vos mots de passe.',
    },
    revoked: {
      badge: 'Repris',
      title: 'Vous l’avez repris',
      text: 'Il a été effacé le {at}, sans être lu. Le lien n’ouvre plus rien.',
    },
    destroyed: {
      badge: 'Détruit',
      title: 'Détruit après des phrases secrètes fausses',
      text: 'Trop de phrases secrètes fausses ont été saisies : tout a été effacé le {at}, sans être lu. Quelqu’un avait le lien : demandez au support si c’était lui.',
    },
    lost: {
      badge: 'Perdu',
      title: 'Le serveur l’a perdu',
      text: 'Une panne du stockage a emporté les octets scellés. Personne ne peut les lire. Merci de sceller de nouveau.',
    },
  },
  step: {
    sealed: 'Scellé',
    claimed: 'Ouvert',
    erased: 'Effacé du serveur',
    waiting: 'En attente d’ouverture',
    willErase: 'Sera effacé du serveur',
    expired: 'Expiré sans être lu, effacé',
    revoked: 'Repris, effacé',
    destroyed: 'Détruit sans être lu',
    lost: 'Constaté manquant',
    finished: 'Le support a indiqué avoir terminé',
    willFinish: 'Le support dira quand il aura terminé',
    late: 'Essayé de nouveau ensuite',
  },
  note: {
    notConfirmed: 'au bout du délai : le lecteur n’a pas confirmé',
    notReadable: 'le lecteur n’a pas pu le déchiffrer',
  },
  times: (n) => (n === 1 ? 'une fois, en vain' : `${n} fois, en vain`),
  after: (time) => `${time} plus tard`,
  atOnce: 'aussitôt',
  tries: (n) =>
    n === 1
      ? 'avec une phrase secrète ; il reste un essai'
      : `avec une phrase secrète ; il reste ${n} essais`,
  revoke: {
    title: 'Le reprendre',
    text: 'Tant que personne ne l’a ouvert, vous pouvez l’effacer. Le lien n’ouvrira plus rien.',
    button: 'Le reprendre…',
    sure: 'L’effacer maintenant ? C’est définitif : le lien dans le ticket n’ouvrira plus rien.',
    yes: 'Oui, l’effacer',
    no: 'Le garder',
    tooLate: 'Trop tard pour le reprendre : voici ce qui s’est passé entre-temps.',
  },
  until: 'Ce reçu est lisible jusqu’au {at}.',
  print: 'Imprimer',
  printed: (at) => `Imprimé le ${at}`,
  down: { title: 'Le serveur est injoignable' },
};
