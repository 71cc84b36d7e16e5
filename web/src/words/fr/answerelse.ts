import type { ElseWords } from '../en/answerelse.ts';
import { refusals } from './refusals.ts';

export const words: ElseWords = {
  ...refusals,
  paste: 'Collez ici le lien envoyé par le support',
  wrongKind: {
    share: {
      title: 'Ce lien sert à ouvrir, pas à donner',
      text: 'Il ouvre ce que quelqu’un a transmis, une seule fois. Rien n’a été ouvert. Le lien qu’il vous faut est l’autre, dans le message du support.',
    },
    receipt: {
      title: 'C’est un reçu',
      text: 'Il dit ce qu’est devenu ce que vous avez transmis.',
      go: 'Ouvrir le reçu',
    },
    collect: {
      title: 'Ce lien appartient au support',
      text: 'Le support s’en sert pour ouvrir votre réponse ; il ne doit pas circuler. Rien n’a été ouvert. Signalez au support qu’il vous a envoyé le mauvais de ses deux liens.',
    },
    request: { title: 'C’est un autre type de lien', text: 'Rien n’a été ouvert.' },
  },
  nothing: {
    title: 'Il n’y a rien ici',
    text: 'Cette demande n’est pas sur ce serveur : elle est peut-être trop ancienne, ou vient d’un autre serveur. Rien n’a été envoyé.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; les demandes plus anciennes ont disparu.',
    answered:
      'Cette demande n’est plus sur ce serveur, ni la réponse que vous aviez scellée. Si vous ne savez pas si le support l’a ouverte, demandez-lui, ou fermez l’accès par précaution.',
  },
  unfit: {
    changed: {
      title: 'Ne répondez pas à cette demande',
      text: 'Elle a été modifiée en chemin : ce que montre le serveur n’est pas ce que désigne le lien, et quelqu’un d’autre pourrait lire votre réponse. Rien n’a été envoyé.',
      next: 'Appelez le support à un numéro que vous connaissez déjà, et signalez-le. N’utilisez ni numéro ni adresse tirés du message qui contenait ce lien.',
    },
    unreadable: {
      title: 'Cette page ne sait pas lire la demande',
      text: 'Elle vient d’une version plus récente de Handover, ou d’un autre programme. Rien n’a été envoyé.',
      next: 'Rechargez cette page. Si cela ne suffit pas, demandez au support d’en créer une autre.',
    },
    clock: {
      title: 'Les horloges ne concordent pas',
      text: 'Il y a plus d’un jour d’écart entre la demande, ce serveur et votre appareil : impossible de savoir si cette demande est encore valable. Rien n’a été envoyé.',
      next: 'Vérifiez la date et l’heure de votre appareil, qui indique {at}. Si elles sont justes, ne répondez pas : appelez le support.',
    },
  },
  over: {
    expired: {
      title: 'Cette demande a expiré',
      text: 'Personne n’y a répondu avant le {at}. Rien n’a été envoyé, et rien n’est perdu.',
    },
    revoked: {
      title: 'Le support a annulé cette demande',
      text: 'Elle a été annulée le {at}, avant toute réponse. Vous n’avez rien à faire, sauf si le support vous relance.',
    },
  },
  ask: {
    title: 'Demandez au support d’en créer une autre',
    hint: 'Vous pouvez lui envoyer ceci :',
    copy: 'Copier ce message',
    thing: 'le message pour le support',
    hello: 'Bonjour,',
    why: {
      expired: 'Votre demande d’accès a expiré avant que je puisse y répondre.',
      revoked: 'Votre demande d’accès a été annulée avant que je puisse y répondre.',
      nothing: 'Le lien de votre demande d’accès ne mène plus à rien.',
      unreadable: 'Je n’arrive pas à lire votre demande d’accès.',
    },
    please: 'Si vous avez encore besoin de ces accès, merci de m’envoyer une nouvelle demande.',
  },
};
