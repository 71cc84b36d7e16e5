import type { OpenWords } from '../en/open.ts';
import { common } from './common.ts';
import { choices, fields, kinds, note } from './kinds.ts';

export const words: OpenWords = {
  ...common,
  kinds,
  fields,
  note,
  choices,
  pageTitle: 'Ouvrir ce qui vous est transmis',
  title: 'On vous transmet un accès',
  lead: 'Il s’ouvre une seule fois. Après votre clic, personne d’autre ne pourra l’ouvrir ; tout est effacé dès que vous avez ce qu’il vous faut.',
  facts: {
    expires: (inTime) => `Expire ${inTime}`,
    size: (size) => `${size} scellés`,
    passphrase: 'Phrase secrète demandée',
  },
  open: 'Ouvrir maintenant',
  lease: (time) =>
    `Vous pourrez recharger cette page pendant ${time}. Préparez votre gestionnaire de mots de passe.`,
  passphrase: 'Phrase secrète',
  passphraseHint: 'L’expéditeur vous la dit par téléphone. Une erreur compte pour un essai.',
  passphraseEmpty: 'Saisissez la phrase secrète.',
  tries: (n) => (n === 1 ? 'Dernier essai ; ensuite, tout est détruit.' : `Il reste ${n} essais.`),
  wrong: 'Ce n’est pas la bonne phrase secrète.',
  wrongFree:
    'Ce n’est pas la phrase saisie tout à l’heure. Aucun essai n’a été compté ; saisissez-la de nouveau.',
  checking: 'Vérification de la phrase sur cet appareil…',
  opening: 'Ouverture…',
  resume: {
    title: 'Vous venez d’ouvrir ceci',
    lead: 'Votre copie est encore là pour un court moment. Affichez-la de nouveau et prenez ce qu’il vous faut.',
    button: 'Afficher de nouveau',
  },
  inApp: {
    title: 'Vous êtes dans le navigateur intégré d’une messagerie',
    text: 'Cette fenêtre peut se fermer à tout moment, et le lien ne s’ouvre qu’une fois. Copiez-le et ouvrez-le dans votre navigateur habituel.',
    copy: 'Copier ce lien',
    thing: 'ce lien',
  },
  shown: {
    badge: (time) => `Ouvert à ${time} · par vous seul`,
    title: (host) => `Accès à ${host}`,
    titlePlain: 'Voici l’accès',
    count: (n) => (n === 1 ? '1 accès' : `${n} accès`),
    erase: 'J’ai tout, effacer',
    clear: 'Vider cette page',
    held: (time) =>
      `Le serveur efface sa copie à votre clic, au plus tard ${time} après l’ouverture.`,
    gone: 'Effacé du serveur. Il ne reste que cette page ; videz-la quand vous avez tout.',
    eraseFailed:
      'Le serveur n’a pas pu être prévenu. Il efface sa copie de lui-même en moins d’une minute.',
    download: 'Tout enregistrer en',
    text: 'Texte',
    brief: {
      backoffice: { url: 'Adresse', email: 'E-mail' },
      ftp: { path: 'Dossier', key_passphrase: 'Phrase de la clé' },
      database: { admin_url: 'phpMyAdmin', prefix: 'Préfixe' },
      domain: { url: 'Adresse', domain: 'Domaine' },
      other: { title: 'Titre', secret: 'Texte' },
    },
    masked: 'masqué',
    hideAll: 'Tout masquer',
    keys: '{key} copie la ligne active.',
    csvGuarded:
      'Dans le fichier CSV, les valeurs qu’un tableur prendrait pour une formule commencent par ’. Copiez celles-ci depuis cette page.',
    hidden: 'Masqué, car rien n’a bougé depuis un moment',
    hiddenText: 'Le contenu est toujours sur cette page, et seulement ici.',
    showAgain: 'Afficher de nouveau',
    idle: 'Cette page va se masquer.',
    keepOpen: 'La garder ouverte',
    visit: 'Ouvrir la page',
    visitHttp: 'Ouvrir la page (non chiffrée)',
    httpWarning:
      'Cette adresse est en http simple : ce que vous y saisissez peut être lu en chemin.',
    command: (program) => `Copier la commande ${program}`,
    commandThing: (program) => `commande ${program}`,
    absent: 'L’expéditeur n’a pas cet accès.',
    files: 'Fichiers',
    save: 'Enregistrer',
    saveThing: (name) => `Enregistrer : ${name}`,
    nothing: 'Aucun accès, seulement des fichiers.',
    empty: 'Cet envoi est vide.',
  },
  cleared: {
    title: 'Effacé',
    lead: 'Il ne reste rien, ni sur le serveur ni sur cette page.',
    away: 'Plus rien n’est affiché ici',
    awayLead:
      'Vous avez quitté cette page, elle a donc été vidée. Peu après l’ouverture, rechargez-la pour revoir l’accès.',
    reload: 'Recharger',
    finishTitle: 'Quand votre travail est terminé',
    finishText: 'Dites-le : l’expéditeur saura qu’il peut fermer l’accès.',
    finish: 'Intervention terminée',
    finished: 'Le reçu de l’expéditeur indique maintenant : terminé, fermez l’accès.',
  },
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
  nothing: {
    title: 'Rien ici',
    text: 'Ce lien ne mène à rien : il est peut-être trop ancien, ou vient d’un autre serveur. S’il a été ouvert, ses traces ont disparu aussi.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; ce qui avait été scellé avant a disparu, sans être lu.',
    next: 'Demandez un nouveau lien à l’expéditeur.',
  },
  wrongKind: {
    receipt: {
      title: 'C’est le reçu, pas le lien pour le support',
      text: 'Le reçu n’ouvre rien : il appartient à l’expéditeur. Demandez l’autre lien. Si vous êtes l’expéditeur, vous pouvez ouvrir votre reçu.',
      go: 'Ouvrir le reçu',
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'Il n’ouvre pas un envoi partagé. Rien n’a été ouvert, rien n’est perdu. Demandez le lien de partage à l’expéditeur.',
    },
  },
  damaged: {
    title: 'Ce contenu est illisible',
    text: 'Il est bien arrivé, mais abîmé : il n’a pas été scellé correctement. Il est effacé, et le reçu de l’expéditeur le dit. Demandez-lui de sceller de nouveau.',
  },
  down: { title: 'Le serveur est injoignable', goneNot: 'Rien n’a été ouvert.' },
};
