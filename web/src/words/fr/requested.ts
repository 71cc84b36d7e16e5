import type { RequestedWords } from '../en/requested.ts';

export const words: RequestedWords = {
  badge: 'Prêt à envoyer',
  title: 'Envoyez ce lien au commerçant',
  lead: 'Collez-le dans le ticket. Une seule réponse est possible, jusqu’au {at}.',
  link: 'Le lien pour le commerçant',
  copy: 'Copier le lien',
  copied: 'Le lien est copié. Collez-le dans le ticket.',
  qr: 'Code QR',
  qrLabel: 'Code QR du lien pour le commerçant',
  message: {
    title: 'Ou un message tout prêt',
    hint: 'À coller dans le ticket. Le lien y est déjà.',
    language: 'Langue du message',
    text: 'Message pour le ticket',
    copy: 'Copier le message',
  },
  code: 'Code à comparer par téléphone',
  codeHint:
    'La page du commerçant affiche les mêmes six chiffres. S’ils diffèrent, il a une autre demande sous les yeux : il ne doit rien y saisir.',
  collect: {
    title: 'Pour vous : le lien de collecte',
    kept: 'Ce navigateur le garde : vous le retrouvez dans « Vos demandes ».',
    unkept:
      'Ce navigateur ne peut rien garder : copiez ce lien maintenant, il ne s’affiche qu’ici.',
    oneOff:
      'Toute personne qui a ce lien peut lire la réponse. Ne le mettez nulle part ailleurs que dans une note privée.',
    team: 'Il n’ouvre rien sans la clé de l’équipe : il peut figurer dans la note privée.',
    link: 'Lien de collecte, pas pour le commerçant',
    copy: 'Copier pour la note privée',
    open: 'Ouvrir la page',
  },
  next: 'Faire une autre demande',
  after: 'Ensuite',
  afterHint:
    'Quand le commerçant aura répondu, récupérez la réponse avec votre lien. Elle s’ouvre une seule fois.',
  uncopied: {
    title: 'Le lien de collecte n’est pas encore copié',
    text: 'Il ne s’affiche qu’ici. Sans lui, personne ne peut ouvrir la réponse.',
    leave: 'Continuer sans le copier',
  },
};
