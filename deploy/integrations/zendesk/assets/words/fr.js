// @ts-check
/** Ce que dit l'application. */

/** @type {import('./en.js').Words} */
export const words = {
  loading: 'Un instant…',
  kinds: {
    backoffice: 'Back-office',
    ftp: 'FTP, SFTP, SSH',
    database: 'Base de données',
    panel: 'cPanel, Plesk',
    domain: 'Nom de domaine',
    other: 'Autre chose',
  },
  langs: { en: 'Anglais', fr: 'Français' },
  ask: {
    title: 'Demandez un accès',
    lead: 'Le commerçant reçoit un lien qui permet seulement de donner ses accès : il n’ouvre rien. Ce qu’il y saisit est scellé pour votre seule équipe.',
    kinds: 'De quoi avez-vous besoin ?',
    nothing: 'Choisissez ce dont vous avez besoin.',
    lang: 'Langue du commerçant',
    lasts: (days) =>
      `Réponse possible pendant ${days}. Elle vous attend ensuite aussi longtemps, puis elle est effacée.`,
    make: 'Créer le lien',
    making: 'Création du lien…',
    hint: 'Il est ajouté à votre réponse. Rien ne part tant que vous ne l’avez pas envoyée.',
    back: 'Ne rien demander',
  },
  put: {
    put: 'Le lien est dans votre réponse. Relisez-la, puis envoyez-la.',
    note: 'Votre éditeur est réglé sur une note interne, et le lien est pour le commerçant : rien n’y a été ajouté. Passez à la réponse publique, puis cliquez sur « Ajouter à la réponse ».',
    failed: 'Zendesk n’a pas ajouté le lien à la réponse. Il n’est pas perdu : copiez-le ici.',
  },
  list: {
    title: 'Accès à la boutique',
    asked: (at) => `Faite le ${at}`,
    expires: (inTime) => `expire ${inTime}`,
    answered: (at) => `Réponse reçue le ${at}`,
    collected: (at) => `Récupérée le ${at}`,
    finished: (at) => `Terminée le ${at}`,
    ended: (at) => `Close le ${at}`,
    code: 'Code à comparer par téléphone',
    again: 'Demander de nouveau',
    earlier: (count) => `Demandes précédentes (${count})`,
    refresh: 'Actualiser',
    looked: (time) => `État à ${time}`,
  },
  standing: {
    pending: 'Pas encore de réponse',
    answered: 'Réponse à récupérer',
    claimed: 'Récupérée : signalez la fin de l’intervention',
    opened: 'Récupérée : signalez la fin de l’intervention',
    finished: 'Terminée',
    expired: 'Expirée',
    revoked: 'Annulée',
    destroyed: 'Détruite sans être lue',
    lost: 'Perdue par le serveur',
  },
  merchant: {
    title: 'Le lien pour le commerçant',
    put: 'Ajouter à la réponse',
    copy: 'Copier le lien',
  },
  collect: {
    title: 'Pour vous : le lien de collecte',
    team: 'Il n’ouvre rien sans la clé de votre équipe.',
    open: 'Récupérer',
    look: 'Ouvrir la page',
    newTab: 'nouvel onglet',
    copy: 'Copier le lien de collecte',
    note: 'Ajouter en note interne',
    noted: 'Ajouté en note interne. Toute votre équipe y trouve le lien de collecte.',
    noteText: (reference, code, link) =>
      `Demande Handover${reference === '' ? '' : ` ${reference}`}, code ${code}. La réponse se récupère ici, une seule fois ; n’envoyez jamais ce lien au commerçant :\n${link}`,
    elsewhere:
      'Le lien de collecte est dans le navigateur où la demande a été faite, ou dans une note interne de ce ticket.',
    unkept:
      'Ce navigateur ne peut pas garder ces liens. Ajoutez le lien de collecte en note interne avant de quitter ce ticket : personne ne peut l’obtenir de nouveau.',
  },
  withdraw: {
    button: 'Annuler…',
    pending: 'Annuler cette demande ? Son lien n’acceptera plus de réponse.',
    answered: 'Annuler cette demande ? La réponse qui vous attend sera effacée sans être lue.',
    yes: 'Oui, l’annuler',
    no: 'La garder',
    done: 'Demande annulée. Son lien n’accepte plus de réponse.',
    tooLate: 'Trop tard pour annuler : la réponse a été récupérée, ou la demande est close.',
  },
  finish: {
    button: 'Intervention terminée',
    done: 'Terminée : le commerçant est invité à fermer l’accès.',
    hint: 'Résoudre le ticket le signale aussi.',
  },
  solved: {
    finished: 'Handover : intervention terminée. Le commerçant est invité à fermer l’accès.',
    failed: (why) =>
      `Handover : le ticket est enregistré, mais le commerçant n’a pas été invité à fermer l’accès. ${why} Rouvrez ensuite le ticket et cliquez sur « Intervention terminée ».`,
    waiting:
      'Handover : ce ticket est résolu et une demande d’accès est encore en attente. Annulez-la dans la barre latérale si vous n’en avez plus besoin.',
  },
  copied: 'Copié',
  copiedThing: (what) => `Copié : ${what}`,
  copyFailed: 'Copie impossible. Le texte est sélectionné : appuyez sur Ctrl+C.',
  tryAgain: 'Réessayer',
  stale: (time) => `Pas à jour : vous voyez l’état à ${time}.`,
  says: (detail) => `Le serveur répond : ${detail}`,
  outside: 'C’est une application Zendesk : elle n’affiche quelque chose qu’à côté d’un ticket.',
  silent:
    'Zendesk n’a rien dit du ticket à cette application. Rien n’a été perdu ; rechargez la page.',
  unset:
    'Cette application ne connaît pas votre serveur Handover. Rien n’a été perdu : un administrateur indique son adresse dans les réglages de l’application.',
  refused: {
    offline: 'Vous êtes hors ligne. Rien n’a été perdu ; réessayez une fois la connexion rétablie.',
    unreachable: 'Le serveur n’a pas répondu. Rien n’a été perdu ; réessayez dans un instant.',
    foreign:
      'Quelque chose a refusé l’appel entre Zendesk et le serveur Handover. Rien n’a été perdu ; un administrateur compare l’adresse du serveur, dans les réglages de l’application, avec le domaine pour lequel elle a été préparée.',
    key: 'Le serveur ne connaît pas la clé d’API de cette application : elle a peut-être été révoquée. Rien n’a été perdu ; un administrateur en saisit une autre dans les réglages de l’application.',
    scope:
      'La clé d’API de cette application ne permet pas cette action. Rien n’a été perdu ; un administrateur donne à son client les droits requests:read et requests:write.',
    missing: 'Le serveur ne connaît plus cette demande. Rien n’a changé.',
    state: 'Son état ne le permet plus. Rien n’a changé.',
    invalid:
      'Le serveur n’accepte pas cette demande. Rien n’a été perdu ; un administrateur vérifie la durée dans les réglages de l’application, et si son client a une clé d’équipe.',
    slow_down:
      'Trop d’appels viennent de cette application. Rien n’a été effacé ; patientez une minute, puis réessayez.',
    not_durable:
      'Le serveur ne peut rien enregistrer de façon sûre. Rien n’a été perdu ; réessayez dans un instant.',
    store_down:
      'Le serveur n’a plus accès à son stockage. Rien n’a été perdu ; réessayez dans un instant.',
    full: 'Le serveur est plein pour l’instant. Rien n’a été perdu ; réessayez plus tard ou prévenez votre administrateur.',
    other:
      'Le serveur a refusé cette opération. Rien n’a été perdu ; réessayez, et prévenez votre administrateur si cela se répète.',
    note: 'Zendesk n’a pas ajouté la note interne. Rien n’a été perdu ; copiez le lien de collecte ou réessayez.',
  },
};

/** @type {import('./en.js').Reply} */
export const reply = {
  asking: (link, until, what) =>
    `Pour avancer sur votre demande, il nous faut un accès à ce qui suit : ${what}.\n\nN’écrivez aucun mot de passe dans le ticket. Utilisez plutôt cette page, jusqu’au ${until} :\n\n${link}\n\nCe lien vous permet seulement de nous donner un accès ; il n’ouvre rien. Ce que vous saisissez est scellé sur votre appareil, et nous seuls pouvons l’ouvrir, une seule fois.\n\nSi possible, créez un compte temporaire pour nous : la page explique comment faire et vous rappelle de le fermer ensuite.\n`,
  asked: {
    backoffice: 'votre back-office',
    ftp: 'les fichiers de la boutique (FTP ou SFTP)',
    database: 'la base de données',
    panel: 'votre panneau d’hébergement',
    domain: 'votre nom de domaine',
    other: 'ce que le ticket mentionne par ailleurs',
  },
};
