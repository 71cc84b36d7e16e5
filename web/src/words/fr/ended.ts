import type { EndedWords } from '../en/ended.ts';

export const words: EndedWords = {
  ended: {
    claimed: {
      title: 'Ce lien a déjà été ouvert',
      text: 'Il a été ouvert le {at}. Un lien ne s’ouvre qu’une fois : celui-ci ne peut plus l’être.',
    },
    opened: {
      title: 'Ce lien a déjà été ouvert',
      text: 'Il a été ouvert le {at}, puis effacé. Un lien ne s’ouvre qu’une fois : celui-ci ne peut plus l’être.',
    },
    expired: {
      title: 'Ce lien a expiré sans être lu',
      text: 'Personne ne l’a ouvert avant le {at} ; tout a été effacé, personne n’a rien vu. Demandez à l’expéditeur de sceller de nouveau.',
    },
    destroyed: {
      title: 'Ce lien a été détruit',
      text: 'Trop de phrases secrètes fausses ont été saisies : tout a été effacé le {at}, sans être lu. Demandez à l’expéditeur de sceller de nouveau.',
    },
    revoked: {
      title: 'L’expéditeur a repris cet accès',
      text: 'Le lien a été révoqué le {at}, sans être lu. Si vous en avez encore besoin, demandez à l’expéditeur.',
    },
    lost: {
      title: 'Cet envoi est perdu',
      text: 'Le serveur en garde la trace mais plus les octets scellés, à cause d’une panne de son stockage. Personne ne peut les lire. Demandez à l’expéditeur de sceller de nouveau.',
    },
  },
  ask: {
    button: 'Copier un message pour l’expéditeur',
    thing: 'un message pour l’expéditeur',
    text: (page) =>
      `Bonjour,\n\nLe lien que vous avez envoyé n’ouvre plus rien, et personne n’a lu ce qu’il contenait. Merci de transmettre de nouveau l’accès ici et de m’envoyer le nouveau lien :\n\n${page}\n`,
  },
  notMe: {
    title: 'Ce n’était ni vous ni un collègue ?',
    text: 'Alors quelqu’un d’autre détient cet accès. Prévenez l’expéditeur tout de suite : les mots de passe doivent être changés.',
    button: 'Ce n’était pas moi : prévenir l’expéditeur',
    done: 'Le reçu de l’expéditeur signale maintenant une tentative ultérieure. Appelez-le ou écrivez-lui aussi : il doit changer les mots de passe.',
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
