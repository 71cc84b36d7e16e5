import type { AnswerWords } from '../en/answer.ts';
import { common } from './common.ts';
import { filling } from './filling.ts';
import { words as items } from './items.ts';

export const words: AnswerWords = {
  ...common,
  ...filling,
  items,
  title: 'Donnez vos accès au support',
  lead: 'Le support vous a demandé des accès. Ce que vous saisissez est scellé sur votre appareil, et seul l’auteur de la demande peut l’ouvrir.',
  asked: {
    known: (who) => `${who} vous demande des accès`,
    anybody: 'On vous demande des accès',
    lead: 'Remplissez ce qui est demandé, puis scellez. Seul l’auteur de la demande pourra l’ouvrir, une seule fois. Ce lien n’ouvre rien : il sert uniquement à donner.',
    title: 'Qui demande',
    what: 'La demande',
    by: 'Demandé par',
    registered: 'enregistré sur ce serveur',
    from: 'De la part de',
    reference: 'Ticket',
    kinds: 'À donner',
    until: 'À faire avant',
    code: 'Code',
    codeHint:
      'Le support voit les mêmes six chiffres. En cas de doute, appelez-le à un numéro que vous connaissez déjà, et comparez.',
  },
  unknown: {
    title: 'N’importe qui a pu créer cette demande',
    text: 'Ce serveur ne sait pas de qui elle vient. Avant de répondre, appelez le support à un numéro que vous connaissez déjà, et faites-vous lire ce code :',
    after: 'S’il en lit un autre, ou ne sait rien de cette demande, ne répondez pas.',
  },
  firewall: {
    title: 'Si votre hébergeur filtre les adresses',
    text: 'Le support se connecte depuis celles-ci. Autorisez-les le temps de l’intervention :',
    copy: 'Copier les adresses',
    thing: 'les adresses du support',
  },
  rest: 'Ce qui n’est pas demandé est laissé de côté, sauf si vous l’ajoutez.',
  absent: {
    button: 'Je ne l’ai pas',
    thing: (kind) => `Je ne l’ai pas : ${kind}`,
  },
  nothing:
    'Rien à sceller pour l’instant : remplissez au moins un accès, ou indiquez que vous ne l’avez pas.',
  seal: 'Sceller et envoyer',
  sealHint: (time) =>
    `Le support peut l’ouvrir une seule fois, pendant ${time} après votre envoi. Ensuite, tout est effacé.`,
  late: {
    answered: {
      title: 'Une réponse est déjà enregistrée',
      text: 'Ce que vous venez de saisir n’a pas été envoyé, et tout est encore là. Si la réponse ne vient ni de vous ni d’un collègue, appelez le support.',
    },
    expired: {
      title: 'Cette demande a expiré entre-temps',
      text: 'Rien n’a été envoyé, et votre saisie est intacte. Demandez au support d’en créer une autre.',
    },
    revoked: {
      title: 'Le support a annulé cette demande entre-temps',
      text: 'Rien n’a été envoyé, et votre saisie est intacte. Vérifiez auprès du support s’il en a encore besoin.',
    },
    nothing: {
      title: 'Le serveur ne connaît plus cette demande',
      text: 'Rien n’a été envoyé, et votre saisie est intacte. Demandez au support d’en créer une autre.',
    },
    again: 'Vous pouvez aussi créer vous-même un lien ; tout y est à ressaisir.',
    share: 'Créer moi-même un lien',
    look: 'Voir où en est la demande',
  },
  notSent: 'Rien n’a été envoyé.',
};
