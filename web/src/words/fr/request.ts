import type { RequestWords } from '../en/request.ts';
import { about } from './about.ts';
import { accessKey } from './accesskey.ts';
import { common } from './common.ts';
import { kinds } from './kinds.ts';

export const words: RequestWords = {
  ...common,
  kinds,
  accessKey,
  title: 'Demandez un accès',
  lead: 'Vous obtenez un lien pour le ticket. Il permet seulement au commerçant de donner ses accès : il n’ouvre rien. Ce que le commerçant saisit est scellé pour vous seul.',
  ask: {
    title: 'De quoi avez-vous besoin ?',
    hint: 'Un ou plusieurs choix. Rien d’autre ne sera demandé au commerçant.',
    about,
    hosted: 'Boutique hébergée par PrestaShop (Hosted)',
    hostedHint: 'Dans ce cas, seuls le back-office et le nom de domaine peuvent être demandés.',
  },
  ticket: {
    title: 'Votre ticket',
    shown:
      'Le commerçant voit les deux, à côté du nom sous lequel votre clé d’accès est enregistrée. Le serveur lit la référence : n’y mettez rien de secret.',
    unshown:
      'Pour vous y retrouver. Le commerçant ne les voit pas : sans clé d’accès, n’importe qui pourrait écrire n’importe quoi ici.',
    reference: 'Référence du ticket',
    from: 'Votre nom ou celui de votre équipe',
  },
  lang: {
    title: 'Langue du commerçant',
    hint: 'Pour le message et pour la page où le commerçant répond.',
  },
  expiry: {
    title: 'Délai pour répondre',
    hint: 'La réponse vous attend ensuite aussi longtemps, puis elle est effacée.',
    other: 'Autre',
    until: 'Réponse possible jusqu’au {at}.',
  },
  amount: { label: 'Durée', unit: 'Unité', hours: 'heures', days: 'jours' },
  reader: {
    title: 'Qui peut ouvrir la réponse ?',
    hint: 'Une fois le lien créé, personne ne peut plus le changer.',
    oneOff: 'Une clé pour cette demande',
    oneOffSaid:
      'Toute personne qui a le lien de collecte : sa clé est créée pour cette seule demande. Ce lien vous sera montré ensuite.',
    teamless: 'Si votre équipe a sa propre clé, ajoutez d’abord son fichier sur {page}.',
    teamlessPage: 'la page de vos demandes',
    team: (name) => `Équipe : ${name}`,
    teamSaid: (print) =>
      `Seules les personnes qui ont le fichier de clé de cette équipe et sa phrase secrète. Empreinte de la clé : ${print}`,
  },
  machine: 'Votre outil de tickets peut demander tout seul : {page}.',
  machinePage: 'comment le relier',
  machineAt: './api.fr',
  make: 'Créer le lien',
  making: 'Votre appareil crée les clés…',
  sending: 'Enregistrement de la demande…',
  failed: 'Pas encore enregistrée',
  resend: 'Réessayer l’envoi',
  clock:
    'L’horloge de cet appareil a plus d’un jour d’écart : la page du commerçant refuserait cette demande. Elle a été annulée. Réglez l’horloge, puis créez de nouveau le lien.',
  summary: 'À vérifier avant de créer le lien',
  nothing: 'Choisissez ce dont vous avez besoin.',
  most: (lifetime) => `Choisissez une durée de ${lifetime} au maximum.`,
  long: '128 caractères au maximum.',
  broken: 'Il y a ici un caractère illisible. Saisissez-le de nouveau.',
};
