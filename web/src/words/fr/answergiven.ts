import type { GivenWords } from '../en/answergiven.ts';
import { words as close } from './close.ts';
import { following } from './following.ts';
import { keep } from './keep.ts';

export const words: GivenWords = {
  ...following,
  ...keep,
  close,
  receiptHint:
    'Il permet d’annuler votre réponse avant son ouverture, depuis n’importe quel appareil. Ne l’envoyez à personne.',
  state: {
    answered: {
      badge: 'Scellé',
      title: 'Votre réponse est scellée et envoyée',
      text: 'Le support peut l’ouvrir une seule fois, jusqu’au {at}. Ensuite, tout est effacé. Le lien reçu du support vous dira quand elle a été ouverte.',
    },
    claimed: {
      badge: 'Ouvert',
      title: 'Votre réponse a été ouverte',
      text: 'Ouverte une seule fois, le {at}. Le contenu scellé est effacé en moins d’une minute.',
    },
    opened: {
      badge: 'Ouvert',
      title: 'Votre réponse a été ouverte',
      text: 'Ouverte une seule fois, le {at}, puis effacée du serveur {after}.',
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
      title: 'Personne n’a ouvert votre réponse',
      text: 'Elle a expiré le {at} et tout a été effacé sans être lu. Personne n’a vu vos mots de passe.',
    },
    revoked: {
      badge: 'Annulé',
      title: 'Cette réponse a été annulée',
      text: 'Tout a été effacé le {at}, sans être lu. Plus personne ne peut l’ouvrir.',
    },
    destroyed: {
      badge: 'Détruit',
      title: 'Détruite après trop d’erreurs',
      text: 'Quelqu’un a essayé de l’ouvrir sans la bonne clé : tout a été effacé le {at}, sans être lu. Prévenez le support.',
    },
    lost: {
      badge: 'Perdu',
      title: 'Le serveur l’a perdue',
      text: 'Une panne du stockage a emporté le contenu scellé. Personne ne peut plus le lire.',
    },
  },
  others: {
    answered: {
      title: 'Cette demande a reçu une réponse',
      text: 'Le support peut l’ouvrir une seule fois, jusqu’au {at}. Ensuite, tout est effacé. Si la réponse ne vient ni de vous ni d’un collègue, appelez le support.',
    },
    claimed: {
      title: 'La réponse a été ouverte',
      text: 'Ouverte une seule fois, le {at}. Le contenu scellé est effacé en moins d’une minute. Si la réponse ne vient ni de vous ni d’un collègue, appelez le support.',
    },
    opened: {
      title: 'La réponse a été ouverte',
      text: 'Ouverte une seule fois, le {at}, puis effacée du serveur {after}. Si la réponse ne vient ni de vous ni d’un collègue, appelez le support.',
    },
    expired: {
      title: 'Personne n’a ouvert la réponse',
      text: 'Elle a expiré le {at} et tout a été effacé sans être lu.',
    },
  },
  byYou: 'Scellé et envoyé par vous',
  tell: {
    title: 'Prévenez le support dans le ticket',
    hint: 'Vous pouvez lui écrire ceci :',
    text: 'J’ai répondu à votre demande d’accès.',
    copy: 'Copier ce message',
    thing: 'le message pour le support',
  },
  early: 'C’est votre premier envoi qui est arrivé ; vos dernières modifications n’y sont pas.',
  about: (who) => `Demandé par ${who}.`,
  aboutTicket: (who, ticket) => `Demandé par ${who}, ticket ${ticket}.`,
  untakeable:
    'Vous pouvez annuler votre réponse avec le lien du reçu, affiché là où vous l’avez scellée.',
  asked: 'Voici ce qui était demandé. Ignorez ce que vous n’avez pas donné.',
  gave: 'Voici ce que vous avez donné.',
  unkept: 'Vos coches s’effacent quand vous quittez cette page.',
  revoke: {
    title: 'Annuler votre réponse',
    text: 'Tant que personne ne l’a ouverte, vous pouvez tout effacer.',
    button: 'Annuler ma réponse…',
    sure: 'Tout effacer maintenant ? C’est définitif : le support ne trouvera plus rien.',
    yes: 'Oui, tout effacer',
    no: 'La garder',
    tooLate: 'Trop tard pour annuler : voici ce qui s’est passé entre-temps.',
  },
  ask: {
    title: 'Si le support a encore besoin de ces accès',
    hint: 'Vous pouvez lui écrire ceci :',
    copy: 'Copier ce message',
    thing: 'le message pour le support',
    hello: 'Bonjour,',
    why: {
      expired: 'J’ai répondu à votre demande d’accès, mais personne n’a ouvert ma réponse à temps.',
      revoked: 'Ma réponse à votre demande d’accès a été annulée avant son ouverture.',
      destroyed: 'Ma réponse à votre demande d’accès a été détruite avant son ouverture.',
      lost: 'Votre serveur a perdu ma réponse à votre demande d’accès avant son ouverture.',
    },
    please: 'Si vous avez encore besoin de ces accès, merci de m’envoyer une nouvelle demande.',
  },
};
