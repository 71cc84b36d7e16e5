import type { ReceiptWords } from '../en/receipt.ts';
import { common } from './common.ts';
import { following } from './following.ts';

export const words: ReceiptWords = {
  ...common,
  ...following,
  pageTitle: 'Votre reçu',
  state: {
    sealed: {
      badge: 'Scellé',
      title: 'Pas encore ouvert',
      text: 'Le support peut l’ouvrir une seule fois, jusqu’au {at}. Ensuite, tout est effacé. Cette page s’actualise d’elle-même.',
    },
    claimed: {
      badge: 'Ouvert',
      title: 'Votre lien a été ouvert',
      text: 'Ouvert une seule fois, le {at}. Le contenu scellé est effacé en moins d’une minute.',
    },
    opened: {
      badge: 'Ouvert',
      title: 'Votre lien a été ouvert',
      text: 'Ouvert une seule fois, le {at}, puis effacé du serveur {after}.',
    },
    unreadable: {
      badge: 'Illisible',
      title: 'Le contenu n’a pas pu être lu',
      text: 'Il a été ouvert le {at}, mais il serait arrivé abîmé. Il ne peut plus être ouvert : scellez-le de nouveau.',
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
      text: 'Le lien a expiré le {at} et tout a été effacé sans être lu. Personne n’a vu vos mots de passe.',
    },
    revoked: {
      badge: 'Annulé',
      title: 'Vous avez annulé ce lien',
      text: 'Tout a été effacé le {at}, sans être lu. Le lien n’ouvre plus rien.',
    },
    destroyed: {
      badge: 'Détruit',
      title: 'Détruit après trop d’erreurs',
      text: 'Trop de phrases secrètes erronées ont été saisies : tout a été effacé le {at}, sans être lu. Demandez au support si c’était lui ; sinon, quelqu’un d’autre a le lien.',
    },
    lost: {
      badge: 'Perdu',
      title: 'Le serveur l’a perdu',
      text: 'Une panne du stockage a emporté le contenu scellé. Personne ne peut plus le lire : scellez-le de nouveau.',
    },
  },
  revoke: {
    title: 'Annuler ce lien',
    text: 'Tant que personne ne l’a ouvert, vous pouvez tout effacer. Le lien n’ouvrira plus rien.',
    button: 'Annuler ce lien…',
    sure: 'Tout effacer maintenant ? C’est définitif : le lien dans le ticket n’ouvrira plus rien.',
    yes: 'Oui, tout effacer',
    no: 'Garder le lien',
    tooLate: 'Trop tard pour annuler : voici ce qui s’est passé entre-temps.',
  },
  until: 'Ce reçu est consultable jusqu’au {at}.',
};
