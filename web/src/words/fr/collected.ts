import type { CollectedWords } from '../en/collected.ts';

export const words: CollectedWords = {
  ended: {
    claimed: {
      title: 'Cette réponse a déjà été récupérée',
      text: 'Elle a été ouverte le {at}. Une réponse ne s’ouvre qu’une fois : ce lien n’affiche plus rien.',
    },
    opened: {
      title: 'Cette réponse a déjà été récupérée',
      text: 'Elle a été ouverte le {at}, puis effacée. Une réponse ne s’ouvre qu’une fois : ce lien n’affiche plus rien.',
    },
    unanswered: {
      title: 'Cette demande a expiré sans réponse',
      text: 'Le commerçant n’a pas répondu avant le {at}. Le lien n’accepte plus de réponse.',
    },
    expired: {
      title: 'La réponse a expiré sans être lue',
      text: 'Le commerçant a répondu, mais personne n’a récupéré la réponse avant le {at}. Elle a été effacée, personne n’a rien vu.',
    },
    withdrawn: {
      title: 'Cette demande a été annulée',
      text: 'Elle a été annulée le {at}, avant toute réponse. Rien n’est perdu.',
    },
    revoked: {
      title: 'La réponse a été annulée',
      text: 'Vous ou le commerçant l’avez annulée le {at}. Elle a été effacée sans être lue.',
    },
    destroyed: {
      title: 'La réponse a été détruite',
      text: 'Quelqu’un a tenté de l’ouvrir avec de mauvaises clés : elle a été effacée le {at}, sans être lue. Personne n’a rien vu.',
    },
    lost: {
      title: 'La réponse est perdue',
      text: 'Une panne du stockage a emporté la réponse scellée. Personne ne l’a lue, et personne ne le pourra.',
    },
  },
  us: {
    title: 'Si c’était vous ou un collègue',
    text: 'Alors tout va bien. Il ne reste que ce qui a été copié à ce moment-là. Signalez ici la fin de l’intervention : le commerçant sera invité à fermer l’accès.',
  },
  notUs: {
    title: 'Si personne chez vous ne l’a récupérée',
    text: 'Alors quelqu’un d’autre détient cet accès : {who}. Prévenez le commerçant tout de suite, et gardez les liens de collecte hors de portée.',
    who: {
      'one-off': 'quelqu’un qui a ce lien',
      team: 'quelqu’un qui a ce lien et la clé de l’équipe',
    },
    button: 'Ce n’était pas nous : prévenir le commerçant',
    call: 'Appelez le commerçant ou écrivez-lui maintenant',
    hint: 'Vous pouvez lui envoyer ceci :',
    message: (at) =>
      `Bonjour,\n\nLes accès que vous nous avez transmis ont été ouverts le ${at}, et ce n’était personne chez nous. Changez leurs mots de passe tout de suite et fermez le compte créé pour l’occasion. Le lien qui vous a servi à répondre indique quand ils ont été ouverts.`,
    copy: 'Copier ce message',
    thing: 'le message pour le commerçant',
  },
  flaw: {
    changed: {
      title: 'La demande a été modifiée',
      text: 'Ce que ce serveur a fourni n’est pas la demande que votre lien désigne. Rien n’a été ouvert. Prévenez la personne qui gère ce serveur, et faites une nouvelle demande au commerçant.',
    },
    update: {
      title: 'Cette demande est plus récente que cette page',
      text: 'Elle vient d’une version plus récente de Handover. Rien n’a été ouvert ni perdu : rechargez cette page, ou demandez sa mise à jour.',
    },
    key: {
      title: 'Une autre clé peut lire cette réponse',
      text: 'La demande désigne une clé qui n’appartient pas à votre lien : quelqu’un d’autre pourrait lire ce que le commerçant scelle. Rien n’a été ouvert. Annulez cette demande, puis faites-en vous-même une nouvelle.',
    },
    wraps: {
      title: 'La réponse n’est pas complète',
      text: 'Elle ne contient pas une clé scellée pour chaque clé de la demande. Rien n’a été ouvert, et elle est toujours sur le serveur. Annulez-la et redemandez au commerçant.',
    },
    wrap: {
      title: 'La réponse ne s’ouvre pas avec votre clé',
      text: 'Elle a été scellée pour une autre clé, ou abîmée en chemin. Rien n’a été ouvert, et elle est toujours sur le serveur. Annulez-la et redemandez au commerçant.',
    },
  },
  damaged: {
    title: 'Cette réponse est illisible',
    text: 'Elle est arrivée, mais ce n’est pas ce que le commerçant a scellé, ou elle n’a pas été scellée correctement. Rien n’en a été affiché. Elle est effacée, et le lien du commerçant l’indique. Redemandez-la.',
    unreported:
      'Elle est arrivée, mais ce n’est pas ce que le commerçant a scellé, ou elle n’a pas été scellée correctement. Rien n’en a été affiché. Le serveur l’efface en moins d’une minute ; le commerçant ne le sait pas encore. Redemandez-la.',
  },
  cleared: {
    erasing: 'Effacement…',
    erasingLead: 'Cette page est déjà vide. Le serveur efface sa copie…',
    title: 'Effacé',
    lead: 'L’accès n’est plus ni sur le serveur, ni sur cette page.',
    unconfirmed:
      'Impossible de prévenir le serveur. Il efface sa copie de lui-même en moins d’une minute.',
    away: 'Plus rien n’est affiché ici',
    awayLead:
      'Vous avez quitté cette page : elle a été vidée. Si vous venez de récupérer la réponse, rechargez la page pour la revoir.',
    reload: 'Recharger',
    finishTitle: 'Quand l’intervention sera terminée',
    finishText:
      'Signalez-le : le commerçant sera invité à fermer l’accès. Vous pouvez aussi le faire plus tard, avec le même lien.',
    finish: 'Intervention terminée',
    finished:
      'Le lien du commerçant indique maintenant que l’intervention est terminée et l’accès à fermer.',
  },
};
