import type { CloseWords } from '../en/close.ts';

export const words: CloseWords = {
  late: {
    title: (n) =>
      n === 1
        ? 'Le lien a encore été essayé ensuite'
        : `Le lien a encore été essayé ${n} fois ensuite`,
    taken:
      'Rien de plus n’a été remis. C’est peut-être un collègue du support, un antivirus de messagerie, ou quelqu’un qui a lu le ticket. Demandez au support si c’est bien lui qui a ouvert le lien. Sinon, fermez l’accès maintenant.',
    unread:
      'Rien n’a été remis : tout était déjà effacé. C’est peut-être le support, arrivé trop tard, ou quelqu’un qui a lu le ticket.',
  },
  notThem: 'Si ce n’était pas le support, fermez l’accès maintenant, puis prévenez-le.',
  title: 'Fermez ce que vous avez ouvert',
  later: 'Quand le support aura terminé',
  past: 'Ce que vous avez fermé',
  hint: 'Cette liste ne contient jamais vos mots de passe.',
  generic:
    'Cet appareil ne sait pas ce que vous avez transmis : voici donc la liste complète. Ignorez ce qui ne vous concerne pas.',
  count: (n, all) => `Fermés : ${n} sur ${all}.`,
  kept: 'Vos coches sont mémorisées sur cet appareil.',
  unkept:
    'Vos coches s’effacent quand vous quittez cette page : ce reçu n’est pas mémorisé sur cet appareil.',
  steps: {
    backoffice: {
      do: 'Désactiver ou supprimer l’employé temporaire',
      where:
        'Back-office : Paramètres avancés → Équipe → Employés. Si c’était votre propre compte, changez son mot de passe.',
    },
    ftp: {
      do: 'Supprimer le compte FTP, SFTP ou SSH, ou changer son mot de passe',
      where:
        'Panneau d’hébergement : comptes FTP ou SSH. Retirez aussi la clé, si vous en avez transmis une.',
    },
    database: {
      do: 'Changer le mot de passe de la base de données',
      where:
        'Panneau d’hébergement : bases de données. Reportez-le aussitôt dans le fichier app/config/parameters.php, sinon la boutique s’arrête.',
    },
    panel: {
      do: 'Changer le mot de passe du panneau d’hébergement',
      where:
        'cPanel, Plesk ou l’espace client de l’hébergeur. Ou supprimez l’utilisateur supplémentaire.',
    },
    domain: {
      do: 'Changer le mot de passe du compte au bureau d’enregistrement',
      where: 'Dans son espace client. Retirez aussi la délégation, si vous en avez créé une.',
    },
    other: {
      do: 'Changer ou révoquer le reste de ce que vous avez transmis',
      where: 'Mots de passe, clés et jetons contenus dans les textes et les fichiers.',
    },
  },
  all: 'Tout est fermé. Il n’y a plus rien à faire.',
  again: {
    button: 'Sceller de nouveau',
    hint: 'Avec les mêmes types d’accès. Les valeurs sont à saisir de nouveau : cette page ne les a pas gardées.',
  },
};
