import { common } from './common.ts';
import { filling } from './filling.ts';
import { words as items } from './items.ts';

/** The first look of `/answer`: who asks for what, and the form. */
export const words = {
  ...common,
  ...filling,
  items,
  title: 'Give access to support',
  lead: 'Support asked you for access. What you fill in is sealed on your own device, and only whoever asked for it can open it.',
  asked: {
    known: (who: string) => `${who} asks for access`,
    anybody: 'You have been asked for access',
    lead: 'Fill in what is asked for, then seal it. Only the person who asked can open it, and only once. Nothing in this link can open anything: you can only give.',
    title: 'Who asks',
    what: 'The request',
    by: 'Asked by',
    registered: 'registered on this server',
    from: 'From',
    reference: 'Ticket',
    kinds: 'Asked for',
    until: 'Answer by',
    code: 'Code',
    codeHint:
      'Support sees the same six digits. If you are in doubt, call a number of theirs that you already know, and compare.',
  },
  unknown: {
    title: 'Anybody could have made this request',
    text: 'This server does not know who made it. Before you answer, call support on a number that you already know, and ask them to read you this code:',
    after: 'If they read a different one, or know nothing of it, do not answer.',
  },
  firewall: {
    title: 'If your host lets in only known addresses',
    text: 'Support connects from these. Have them allowed, for as long as the work lasts:',
    copy: 'Copy the addresses',
    thing: 'the addresses of support',
  },
  rest: 'Anything not asked for is left out, unless you add it.',
  absent: {
    button: 'I do not have this',
    thing: (kind: string) => `I do not have this: ${kind}`,
  },
  nothing:
    'Nothing to seal yet: fill in at least one of the cards, or say that you do not have it.',
  seal: 'Seal and send',
  sealHint: (time: string) =>
    `It can be opened once, within ${time} of your answer. Then everything is erased.`,
  late: {
    answered: {
      title: 'This request has already been answered',
      text: 'What you have just typed was not sent, and it is all still here. If it was not you or a colleague who answered, call support.',
    },
    expired: {
      title: 'This request has expired in the meantime',
      text: 'Nothing was sent, and what you typed is still here. Ask support for a new request.',
    },
    revoked: {
      title: 'Support has withdrawn this request in the meantime',
      text: 'Nothing was sent, and what you typed is still here. Ask support whether they still need it.',
    },
    nothing: {
      title: 'The server does not know this request any more',
      text: 'Nothing was sent, and what you typed is still here. Ask support for a new request.',
    },
    again: 'Or make a link of your own; there everything is to be typed again.',
    share: 'Make a link of my own',
    look: 'See what became of the request',
  },
  notSent: 'Nothing was sent.',
};

export type AnswerWords = typeof words;
