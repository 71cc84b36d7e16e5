import type { CommonWords } from '../en/common.ts';

export const common: CommonWords = {
  language: 'Langue',
  home: 'Handover, transmettre un accès',
  foot: 'Scellé dans votre navigateur. Ce serveur ne peut pas le lire.',
  share: 'Transmettre un accès',
  receipts: 'Vos reçus',
  how: 'Comment ça marche',
  loading: 'Un instant…',
  copy: 'Copier',
  copied: 'Copié',
  copyThing: (what) => `Copier : ${what}`,
  copiedThing: (what) => `Copié : ${what}`,
  copyFailed:
    'Copie impossible. Le texte est sélectionné : appuyez sur Ctrl+C, ou gardez le doigt dessus.',
  show: 'Afficher',
  showThing: (what) => `Afficher : ${what}`,
  tryAgain: 'Réessayer',
  required: 'obligatoire',
  opensNewTab: 'nouvel onglet',
  pasteLink: 'Collez ici le lien entier',
  useLink: 'Utiliser ce lien',
  problem: {
    offline: 'Vous êtes hors ligne. Rien n’est perdu ; réessayez une fois connecté.',
    unreachable: 'Le serveur n’a pas répondu. Rien n’est perdu ; réessayez dans un instant.',
    slow_down:
      'Trop de demandes viennent de votre réseau. Rien n’a été supprimé ; patientez une minute, puis réessayez.',
    not_durable:
      'Le serveur ne peut pas enregistrer en sécurité pour le moment. Rien n’est perdu ; réessayez dans un instant.',
    store_down:
      'Le stockage du serveur est injoignable. Rien n’est perdu ; réessayez dans un instant.',
    full: 'Le serveur est plein pour l’instant. Rien n’est perdu ; réessayez plus tard ou prévenez le support.',
    too_large:
      'Le serveur a refusé cet envoi, trop volumineux. Rien n’est perdu ; retirez un fichier et réessayez.',
    token:
      'Ce serveur n’accepte que les envois de programmes enregistrés. Rien n’est perdu ; demandez au support son propre lien.',
    browser:
      'Ce navigateur n’a pas pu le faire. Rien n’est perdu ; réessayez, ou prenez un navigateur à jour.',
    other:
      'Le serveur a refusé. Rien n’est perdu ; réessayez dans un instant, ou prévenez le support.',
  },
};
