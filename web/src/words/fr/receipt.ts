import type { ReceiptWords } from '../en/receipt.ts';
import { common } from './common.ts';
import { kinds } from './kinds.ts';
import { refusals } from './refusals.ts';

export const words: ReceiptWords = {
  ...common,
  ...refusals,
  kinds,
  pageTitle: 'Votre reçu',
  title: 'Vos reçus',
  lead: 'Un reçu dit quand votre lien a été ouvert et permet de le reprendre avant.',
  refresh: 'Actualiser',
  looked: (time) => `État à ${time}`,
  state: {
    sealed: {
      badge: 'Scellé',
      title: 'Pas encore ouvert',
      text: 'Le support peut l’ouvrir une seule fois, jusqu’au {at}. Ensuite, tout est effacé.',
    },
    claimed: {
      badge: 'Ouvert',
      title: 'Le support a votre accès',
      text: 'Ouvert une seule fois, le {at}. Les octets scellés sont effacés en moins d’une minute.',
    },
    opened: {
      badge: 'Ouvert',
      title: 'Le support a votre accès',
      text: 'Ouvert une seule fois, le {at}, puis effacé du serveur.',
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
    notConfirmed: 'effacé au bout du délai ; le lecteur n’a pas confirmé',
    notReadable: 'le lecteur n’a pas pu le déchiffrer',
    finished: 'Le support dit avoir terminé',
    willFinish: 'Le support dira avoir terminé',
  },
  unreadable:
    'Le support l’a ouvert mais n’a pas pu le lire : le contenu est arrivé abîmé. Merci de sceller de nouveau.',
  late: {
    title: (n) =>
      n === 1
        ? 'Quelqu’un d’autre a essayé le lien ensuite'
        : `Le lien a été essayé ${n} fois encore ensuite`,
    text: 'Il n’a rien obtenu. C’est peut-être un collègue du support, un antivirus de messagerie, ou quelqu’un qui a lu le ticket. Si le support dit ne pas l’avoir ouvert en premier, changez les mots de passe maintenant.',
  },
  finished: {
    title: 'Le support a terminé : fermez l’accès maintenant',
    text: 'L’accès ne sert plus. Suivez la liste ci-dessous.',
  },
  notThem: 'Ce n’était pas votre support ? Fermez l’accès maintenant, puis prévenez-le.',
  close: {
    title: 'Fermez ce que vous avez ouvert',
    later: 'Quand il aura terminé',
    hint: 'Rien ici ne contient vos mots de passe. Les coches restent sur cette page.',
    generic:
      'Cet appareil ne sait pas ce que vous avez transmis : voici donc tout. Passez ce qui ne vous concerne pas.',
    steps: {
      backoffice: 'Désactiver ou supprimer l’employé temporaire (Paramètres avancés → Équipe)',
      ftp: 'Supprimer le compte FTP, SFTP ou SSH, ou changer son mot de passe',
      database: 'Changer le mot de passe de la base, dans la configuration de la boutique aussi',
      panel: 'Changer le mot de passe du panneau d’hébergement, ou supprimer le sous-compte',
      domain: 'Changer le mot de passe du bureau d’enregistrement, ou retirer la délégation',
      other: 'Changer ou annuler tout ce que vous avez transmis d’autre',
    },
    all: 'Tout est fermé. Merci.',
  },
  revoke: {
    title: 'Le reprendre',
    text: 'Tant que personne ne l’a ouvert, vous pouvez l’effacer. Le lien n’ouvrira plus rien.',
    button: 'Le reprendre…',
    sure: 'L’effacer maintenant ? Le lien dans le ticket n’ouvrira plus rien.',
    yes: 'Oui, l’effacer',
    no: 'Le garder',
    tooLate:
      'Trop tard pour le reprendre : il a été ouvert ou a pris fin entre-temps. Voici ce qui s’est passé.',
  },
  again: {
    button: 'Sceller de nouveau',
    hint: 'Avec les mêmes types d’accès. Les valeurs sont à saisir de nouveau : personne ne les a gardées.',
  },
  until: 'Ce reçu est lisible jusqu’au {at}.',
  print: 'Imprimer',
  mine: {
    title: 'Reçus retenus sur cet appareil',
    none: 'Aucun. Après avoir scellé, vous pouvez choisir de retenir un reçu ici.',
    sealed: 'Scellé le {at}',
    see: 'Voir',
    forget: 'Oublier',
    forgetThing: (what) => `Oublier : ${what}`,
    forgotten: 'Oublié sur cet appareil. L’envoi lui-même ne change pas.',
    nameless: 'Fichiers',
  },
  wrongKind: {
    share: {
      title: 'C’est le lien pour le support',
      text: 'Il ouvre ce qui est transmis, une seule fois. Envoyez-le au support ; le reçu est l’autre lien. Rien n’a été ouvert.',
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'Ce n’est pas un reçu. Rien n’a changé. Le reçu est le lien que vous deviez garder pour vous.',
    },
  },
  nothing: {
    title: 'Rien ici',
    text: 'Ce reçu n’est pas sur ce serveur : un reçu est gardé quelques jours après la fin du lien, puis retiré.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; les reçus plus anciens, et tout ce qui avait été scellé avant, ont disparu.',
  },
  down: { title: 'Le serveur est injoignable' },
};
