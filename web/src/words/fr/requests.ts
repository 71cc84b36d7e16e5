import type { RequestsWords } from '../en/requests.ts';
import { refusals } from './refusals.ts';

export const words: RequestsWords = {
  ...refusals,
  title: 'Récupérer une réponse',
  lead: 'Les demandes faites dans ce navigateur attendent ici leur réponse.',
  paste: 'Collez ici un lien de collecte',
  mine: {
    title: 'Vos demandes',
    hint: 'Dans ce navigateur seulement : toute personne qui l’utilise peut récupérer les réponses d’ici.',
    none: 'Aucune pour l’instant. Une demande faite dans ce navigateur apparaît ici, avec sa réponse.',
    make: 'Demander un accès',
    refresh: 'Actualiser',
    looked: (time) => `État à ${time}`,
    made: (at) => `Faite le ${at}`,
    expires: (inTime) => `expire ${inTime}`,
    nameless: 'Sans référence',
    code: (code) => `Code ${code}`,
    langs: { en: 'en anglais', fr: 'en français' },
    collect: 'Récupérer',
    collectThing: (what) => `Récupérer : ${what}`,
    more: 'Autres actions',
    moreThing: (what) => `Autres actions : ${what}`,
    link: 'Copier de nouveau le lien pour le commerçant',
    linkThing: (what) => `le lien pour le commerçant, ${what}`,
    note: 'Copier pour la note privée',
    noteThing: (what) => `le lien de collecte pour la note privée, ${what}`,
    noteText: (reference, code, link) =>
      `Demande Handover${reference === '' ? '' : ` ${reference}`}, code ${code}. La réponse se récupère ici, une seule fois ; n’envoyez jamais ce lien au commerçant :\n${link}`,
    withdrawn: 'Demande annulée. Son lien n’accepte plus de réponse.',
    tooLate: 'Trop tard pour annuler : la réponse a été récupérée, ou la demande est close.',
    finish: 'Intervention terminée',
    finishThing: (what) => `Intervention terminée : ${what}`,
    finished: 'Terminée : le commerçant est invité à fermer l’accès.',
    forget: 'Oublier',
    forgetThing: (what) => `Oublier : ${what}`,
    forgetSure: {
      sure: 'Oublier cette demande ? Sans son lien de collecte, personne ne pourra plus ouvrir la réponse.',
      yes: 'Oui, l’oublier',
      no: 'La garder',
    },
    forgotten: 'Oubliée sur cet appareil. Rien n’a changé sur le serveur.',
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
      gone: 'N’est plus sur le serveur',
      emptied: 'Perdue : stockage du serveur vidé, à redemander',
    },
  },
  wrongKind: {
    share: {
      title: 'C’est un lien pour le support',
      text: 'Il ne vient pas d’une demande. Il s’ouvre sur une autre page, où rien ne s’ouvre avant votre clic.',
      go: 'Aller à cette page',
    },
    request: {
      title: 'C’est le lien pour le commerçant',
      text: 'Il permet seulement de répondre. Rien n’a changé. Pour récupérer la réponse, il faut l’autre lien : le lien de collecte, celui de votre note privée.',
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'C’est un reçu. Rien n’a été ouvert. Pour récupérer la réponse, il faut le lien de collecte, celui de votre note privée.',
    },
  },
  emptied: {
    title: 'Le stockage du serveur a été vidé',
    text: 'Le {at}, il est reparti de zéro, sans cette demande ni sa réponse. Personne n’a pu la récupérer depuis ; si quelqu’un l’avait fait avant, le serveur ne le sait plus. Redemandez au commerçant.',
  },
  nothing: {
    title: 'Il n’y a rien ici',
    text: 'Ce serveur ne connaît pas cette demande : elle est peut-être trop ancienne, ou vient d’un autre serveur. Si une réponse a été récupérée, la trace en a disparu aussi.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; les demandes et les réponses d’avant ont disparu, sans être lues.',
  },
  past: {
    title: 'Vous avez déjà récupéré cette réponse dans cet onglet',
    text: 'Elle a été affichée une fois, puis effacée ; recharger la page ne la fait pas revenir. Quand l’intervention sera terminée, suivez de nouveau le même lien, ici ou depuis votre note privée, et signalez-le.',
  },
};
