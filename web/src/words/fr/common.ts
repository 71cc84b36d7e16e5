import type { CommonWords } from '../en/common.ts';

export const common: CommonWords = {
  language: 'Langue',
  home: (name) => `${name}, transmettre un accès`,
  foot: 'Tout est scellé dans votre navigateur. Ce serveur ne peut pas le lire.',
  share: 'Transmettre un accès',
  receipts: 'Vos reçus',
  askAccess: 'Demander un accès',
  yourRequests: 'Vos demandes',
  imprint: 'Mentions légales',
  privacy: 'Confidentialité',
  how: 'Comment ça marche',
  loading: 'Un instant…',
  slow: 'C’est plus long que d’habitude. Rien n’est perdu.',
  copy: 'Copier',
  copied: 'Copié',
  copyThing: (what) => `Copier : ${what}`,
  copiedThing: (what) => `Copié : ${what}`,
  copyFailed:
    'Copie impossible. Le texte est sélectionné : appuyez sur Ctrl+C, ou maintenez le doigt dessus.',
  show: 'Afficher',
  showThing: (what) => `Afficher : ${what}`,
  tryAgain: 'Réessayer',
  required: 'obligatoire',
  opensNewTab: 'nouvel onglet',
  pasteLink: 'Collez ici le lien entier',
  useLink: 'Utiliser ce lien',
  down: {
    silent: 'Le serveur est injoignable',
    browser: 'Ce navigateur n’y parvient pas',
    refused: 'Le serveur refuse pour le moment',
  },
  problem: {
    offline: 'Vous êtes hors ligne. Rien n’a été perdu ; réessayez une fois la connexion rétablie.',
    unreachable: 'Le serveur n’a pas répondu. Rien n’a été perdu ; réessayez dans un instant.',
    slow_down:
      'Trop d’appels viennent de votre réseau. Rien n’a été effacé ; patientez une minute, puis réessayez.',
    not_durable:
      'Le serveur ne peut rien enregistrer de façon sûre. Rien n’a été perdu ; réessayez dans un instant.',
    store_down:
      'Le serveur n’a plus accès à son stockage. Rien n’a été perdu ; réessayez dans un instant.',
    full: 'Le serveur est plein pour l’instant. Rien n’a été perdu ; réessayez plus tard ou prévenez le support.',
    too_large:
      'C’est trop volumineux pour ce serveur. Rien n’a été perdu ; retirez un fichier et réessayez.',
    token:
      'Ce serveur demande ici une clé d’accès valide. Rien n’a été perdu ; vérifiez la clé ou demandez un lien au support.',
    browser:
      'Ce navigateur n’y est pas parvenu. Rien n’a été perdu ; réessayez, ou utilisez un navigateur à jour.',
    other:
      'Le serveur a refusé cette opération. Rien n’a été perdu ; réessayez dans un instant, ou prévenez le support.',
  },
};
