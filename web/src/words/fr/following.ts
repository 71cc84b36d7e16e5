import type { following as words } from '../en/following.ts';

export const following: typeof words = {
  refresh: 'Actualiser',
  looked: (time) => `État à ${time}`,
  step: {
    sealed: 'Scellé',
    asked: 'Accès demandés',
    answered: 'Scellé et envoyé',
    claimed: 'Ouvert',
    erased: 'Effacé du serveur',
    waiting: 'En attente d’ouverture',
    willErase: 'Sera effacé du serveur',
    expired: 'Expiré et effacé sans être lu',
    revoked: 'Annulé et effacé',
    destroyed: 'Détruit sans être lu',
    lost: 'Disparition constatée',
    finished: 'Le support a indiqué avoir terminé',
    willFinish: 'Le support dira quand il aura terminé',
    late: 'Essayé de nouveau ensuite',
  },
  note: {
    notConfirmed: 'à la fin du délai, sans confirmation de lecture',
    notReadable: 'contenu indéchiffrable à l’ouverture',
  },
  times: (n) => (n === 1 ? 'une fois, en vain' : `${n} fois, en vain`),
  after: (time) => `${time} plus tard`,
  atOnce: 'aussitôt',
  tries: (n) =>
    n === 1
      ? 'avec une phrase secrète ; il reste un essai'
      : `avec une phrase secrète ; il reste ${n} essais`,
  print: 'Imprimer',
  printed: (at) => `Imprimé le ${at}`,
};
