import type { ShownWords } from '../en/shown.ts';
import { choices, fields, kinds, note } from './kinds.ts';

export const words: ShownWords = {
  kinds,
  fields,
  choices,
  note,
  badge: (time) => `Ouvert à ${time} · plus personne ne le peut`,
  title: 'Accès à {host}',
  titlePlain: 'Voici l’accès',
  erase: 'J’ai tout, effacer',
  clear: 'Vider cette page',
  held: (time) =>
    `Le serveur efface sa copie quand vous le demandez, au plus tard ${time} après l’ouverture.`,
  telling:
    'Le serveur est en train d’effacer sa copie. Ne rechargez pas cette page : elle contient la seule copie qui reste.',
  gone: 'Effacé du serveur. La seule copie est sur cette page ; videz-la quand vous avez tout.',
  eraseFailed:
    'Impossible de prévenir le serveur. Il efface sa copie de lui-même en moins d’une minute.',
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
  keys: '{key} copie, {up} {down} changent de ligne',
  allHidden: 'Tous les secrets sont masqués.',
  saved: (name) => `Enregistré : ${name}`,
  csvGuarded:
    "Dans le fichier CSV, les valeurs qu’un tableur prendrait pour une formule commencent par '. Copiez-les plutôt depuis cette page.",
  hidden: 'Masqué après un moment d’inactivité',
  hiddenText: 'Le contenu est toujours sur cette page, et seulement ici.',
  showAgain: 'Afficher de nouveau',
  idle: 'Le contenu va être masqué.',
  keepOpen: 'Le laisser affiché',
  kept: 'Le contenu reste affiché.',
  visit: 'Ouvrir la page',
  visitHttp: 'Ouvrir la page (non chiffrée)',
  httpWarning:
    'Cette adresse n’est pas chiffrée (http) : ce que vous y saisissez peut être intercepté.',
  command: (program) => `Commande ${program}`,
  saveKey: 'Enregistrer la clé',
  absent: 'Le commerçant n’a pas cet accès.',
  files: 'Fichiers',
  save: 'Enregistrer',
  saveThing: (name) => `Enregistrer : ${name}`,
  nothing: 'Aucun accès, seulement des fichiers.',
  empty: 'Ce lien ne contenait rien.',
};
