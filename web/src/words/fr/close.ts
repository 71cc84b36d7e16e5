import type { CloseWords } from '../en/close.ts';

export const words: CloseWords = {
  late: {
    title: (n) =>
      n === 1
        ? 'Le lien a encore été essayé ensuite'
        : `Le lien a encore été essayé ${n} fois ensuite`,
    taken:
      'Personne n’a rien obtenu. C’est peut-être un collègue du support, un antivirus de messagerie, ou quelqu’un qui a lu le ticket. Demandez au support si c’est bien lui qui l’a ouvert en premier. Sinon, fermez l’accès maintenant.',
    unread:
      'Personne n’a rien obtenu : tout était déjà effacé. C’est peut-être le support, arrivé trop tard, ou quelqu’un qui a lu le ticket.',
  },
  notThem: 'Ce n’était pas votre support ? Fermez l’accès maintenant, puis prévenez-le.',
  title: 'Fermez ce que vous avez ouvert',
  later: 'Quand le support aura terminé',
  hint: 'Il n’y a ici que des noms, jamais vos mots de passe.',
  generic:
    'Cet appareil ne sait pas ce que vous avez transmis : voici donc tout. Passez ce qui ne vous concerne pas.',
  count: (n, all) => `${n} sur ${all}.`,
  kept: 'Vos coches sont retenues sur cet appareil.',
  unkept: 'Vos coches restent sur cette page : cet appareil ne retient pas le reçu.',
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
        'Panneau d’hébergement : bases de données. Puis aussitôt dans le fichier parameters.php de la boutique (dans app/config), sinon elle s’arrête.',
    },
    panel: {
      do: 'Changer le mot de passe du panneau d’hébergement',
      where:
        'cPanel, Plesk ou l’espace client de l’hébergeur. Ou supprimez l’utilisateur supplémentaire.',
    },
    domain: {
      do: 'Changer le mot de passe chez le bureau d’enregistrement',
      where: 'Dans son espace client. Ou retirez la délégation.',
    },
    other: {
      do: 'Changer ou annuler tout ce que vous avez transmis d’autre',
      where: 'Mots de passe, clés et jetons dans les textes et les fichiers.',
    },
  },
  all: 'Tout est fermé. Il n’y a plus rien à faire.',
  again: {
    button: 'Sceller de nouveau',
    hint: 'Avec les mêmes types d’accès. Les valeurs sont à saisir de nouveau : personne ne les a gardées.',
  },
};
