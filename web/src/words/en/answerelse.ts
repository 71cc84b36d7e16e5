import { refusals } from './refusals.ts';

/** `/answer` without a request that can be answered. */
export const words = {
  ...refusals,
  paste: 'Paste the link from support here',
  wrongKind: {
    share: {
      title: 'This link is for opening, not for giving',
      text: 'It opens what somebody shared, once. Nothing was opened. The link that you need is the other one, in the message from support.',
    },
    receipt: {
      title: 'This is a receipt',
      text: 'It says what became of something that you shared.',
      go: 'Open the receipt',
    },
    collect: {
      title: 'This link belongs to support',
      text: 'Support opens your answer with it; it must not be passed on. Nothing was opened. Tell support that they sent you the wrong link.',
    },
    request: { title: 'This is another kind of link', text: 'Nothing was opened.' },
  },
  nothing: {
    title: 'There is nothing here',
    text: 'This request is not on this server: it may be too old, or belong to another server. Nothing was sent.',
    since: 'This server’s store started empty on {at}; requests made before that are gone.',
    answered:
      'This request is no longer on this server, nor is the answer that you sealed for it. If you do not know whether support opened it, ask them, or close the access to be safe.',
  },
  unfit: {
    changed: {
      title: 'Do not answer this request',
      text: 'It was changed on its way: what the server shows is not what the link stands for, so somebody else might read your answer. Nothing was sent.',
      next: 'Call support on a number that you already know, and tell them. Use no number and no address from the message that brought you this link.',
    },
    unreadable: {
      title: 'This page cannot read the request',
      text: 'It was made by a later version of Handover, or by another program. Nothing was sent.',
      next: 'Reload this page. If that does not help, ask support for another request.',
    },
    clock: {
      title: 'The clocks do not agree',
      text: 'The request, this server and your device are more than a day apart. So it cannot be told whether this request is still meant. Nothing was sent.',
      next: 'Check the date and time of your device; it says {at}. If they are right, do not answer: call support.',
    },
  },
  over: {
    expired: {
      title: 'This request has expired',
      text: 'Nobody answered it before {at}. Nothing was sent, and nothing is lost.',
    },
    revoked: {
      title: 'Support has withdrawn this request',
      text: 'It was withdrawn on {at}, unanswered. There is nothing left for you to do, unless support asks again.',
    },
  },
  ask: {
    title: 'Ask support for a new request',
    hint: 'You can send them this:',
    copy: 'Copy this message',
    thing: 'the message to support',
    hello: 'Hello,',
    why: {
      expired: 'Your request for access expired before I could answer it.',
      revoked: 'Your request for access was withdrawn before I could answer it.',
      nothing: 'The link of your request for access no longer leads anywhere.',
      unreadable: 'I cannot read your request for access.',
    },
    please: 'If you still need the access, please send me a new request.',
  },
};

export type ElseWords = typeof words;
