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
      text: 'Personne ne l’a ouvert avant le {at} ; tout a été effacé, personne n’a rien vu.',
    },
    destroyed: {
      title: 'Ce lien a été détruit',
      text: 'Trop de phrases secrètes fausses ont été saisies : tout a été effacé le {at}, sans être lu. Personne n’a rien vu.',
    },
    revoked: {
      title: 'L’expéditeur a repris cet accès',
      text: 'Le lien a été révoqué le {at}, sans être lu, et l’expéditeur le sait. Si vous avez encore besoin de l’accès, demandez-lui pourquoi, ou un nouveau lien.',
    },
    lost: {
      title: 'Cet envoi est perdu',
      text: 'Le serveur en garde la trace mais plus les octets scellés, à cause d’une panne de son stockage. Personne ne les a lus, et personne ne le pourra.',
    },
  },
  ask,
  us: {
    title: 'Si c’était vous ou un collègue',
    text: 'Alors tout va bien. Il ne reste que ce qui a été copié à ce moment-là. Quand le travail est terminé, dites-le : l’expéditeur saura qu’il peut fermer l’accès.',
  },
  notMe: {
    title: 'Si personne chez vous ne l’a ouvert',
    text: 'Alors quelqu’un d’autre détient cet accès. Prévenez l’expéditeur tout de suite : les mots de passe doivent être changés.',
    button: 'Ce n’était pas nous : prévenir l’expéditeur',
    doneTitle: 'Le reçu de l’expéditeur le signale maintenant',
    done: 'Il indique que quelqu’un est venu avec le lien après son ouverture. L’expéditeur ne le verra qu’en consultant son reçu : joignez-le aussi autrement.',
    call: 'Appelez l’expéditeur ou écrivez-lui maintenant',
    message: (at) =>
      `Bonjour,\n\nLe lien que vous m’avez envoyé avait déjà été ouvert le ${at}, et ce n’était aucun de nous. Quelqu’un d’autre détient donc cet accès : changez ses mots de passe tout de suite et fermez le compte créé pour l’occasion. Votre reçu indique quand il a été ouvert.`,
  },
  cleared: {
    erasing: 'Effacement…',
    erasingLead: 'Cette page est déjà vide. Le serveur est en train d’être prévenu.',
    title: 'Effacé',
    lead: 'Il ne reste rien, ni sur le serveur ni sur cette page.',
    unconfirmed:
      'Le serveur n’a pas pu être prévenu. Il efface sa copie de lui-même en moins d’une minute.',
    away: 'Plus rien n’est affiché ici',
    awayLead:
      'Vous avez quitté cette page, elle a donc été vidée. Peu après l’ouverture, rechargez-la pour revoir l’accès.',
    reload: 'Recharger',
    finishTitle: 'Quand votre travail est terminé',
    finishText: 'Dites-le : l’expéditeur saura qu’il peut fermer l’accès.',
    finish: 'Intervention terminée',
    finished: 'Le reçu de l’expéditeur indique maintenant : terminé, fermez l’accès.',
  },
};
