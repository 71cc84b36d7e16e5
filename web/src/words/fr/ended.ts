import type { EndedWords } from '../en/ended.ts';
import { ask } from './ask.ts';

export const words: EndedWords = {
  ended: {
    claimed: {
      title: 'Ce lien a déjà été ouvert',
      text: 'Il a été ouvert le {at}. Un lien ne s’ouvre qu’une fois : celui-ci n’affiche plus rien.',
    },
    opened: {
      title: 'Ce lien a déjà été ouvert',
      text: 'Il a été ouvert le {at}, puis effacé. Un lien ne s’ouvre qu’une fois : celui-ci n’affiche plus rien.',
    },
    expired: {
      title: 'Ce lien a expiré sans être lu',
      text: 'Personne ne l’a ouvert avant le {at}. Tout a été effacé, personne n’a rien vu.',
    },
    destroyed: {
      title: 'Ce lien a été détruit',
      text: 'Trop de phrases secrètes erronées ont été saisies : tout a été effacé le {at}, sans être lu. Personne n’a rien vu.',
    },
    revoked: {
      title: 'L’expéditeur a annulé ce lien',
      text: 'Le lien a été annulé le {at}, sans être lu. Si vous avez encore besoin de l’accès, demandez-lui un nouveau lien.',
    },
    lost: {
      title: 'Ce contenu est perdu',
      text: 'Une panne du stockage a emporté le contenu scellé. Personne ne l’a lu, et personne ne le pourra.',
    },
  },
  ask,
  us: {
    title: 'Si c’était vous ou un collègue',
    text: 'Alors tout va bien. Il ne reste que ce qui a été copié à ce moment-là. Signalez ici la fin de l’intervention : le reçu de l’expéditeur lui dira de fermer l’accès.',
  },
  notMe: {
    title: 'Si personne chez vous ne l’a ouvert',
    text: 'Alors quelqu’un d’autre détient cet accès. Prévenez l’expéditeur tout de suite : les mots de passe doivent être changés.',
    button: 'Ce n’était pas nous : prévenir l’expéditeur',
    doneTitle: 'Le reçu de l’expéditeur le signale maintenant',
    done: 'Il indique que le lien a été essayé de nouveau après son ouverture. L’expéditeur ne le verra qu’en consultant son reçu : contactez-le aussi directement.',
    call: 'Appelez l’expéditeur ou écrivez-lui maintenant',
    message: (at) =>
      `Bonjour,\n\nLe lien que vous m’avez envoyé avait déjà été ouvert le ${at}, et ce n’était personne chez nous. Quelqu’un d’autre détient donc cet accès : changez ses mots de passe tout de suite et fermez le compte créé pour l’occasion. Votre reçu indique quand il a été ouvert.`,
  },
  cleared: {
    erasing: 'Effacement…',
    erasingLead: 'Cette page est déjà vide. Le serveur efface sa copie…',
    title: 'Effacé',
    lead: 'L’accès n’est plus ni sur le serveur, ni sur cette page. Vous pouvez fermer cet onglet.',
    unconfirmed:
      'Impossible de prévenir le serveur. Il efface sa copie de lui-même en moins d’une minute.',
    away: 'Plus rien n’est affiché ici',
    awayLead:
      'Vous avez quitté cette page : elle a été vidée. Si vous venez d’ouvrir le lien, rechargez-la pour revoir l’accès.',
    reload: 'Recharger',
    finishTitle: 'Quand l’intervention sera terminée',
    finishText: 'Signalez-le : le reçu de l’expéditeur lui dira de fermer l’accès.',
    finish: 'Intervention terminée',
    finished:
      'Le reçu de l’expéditeur indique maintenant que l’intervention est terminée et l’accès à fermer.',
  },
};
