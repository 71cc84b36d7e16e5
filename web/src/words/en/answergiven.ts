import { words as close } from './close.ts';
import { following } from './following.ts';
import { keep } from './keep.ts';

/** `/answer` once it is answered: what became of it. */
export const words = {
  ...following,
  ...keep,
  close,
  receiptHint:
    'With it you can take your answer back before it is opened, from any device. Do not send it to anybody.',
  state: {
    answered: {
      badge: 'Sealed',
      title: 'Your answer is sealed and sent',
      text: 'Support can open it once, until {at}. Then it is erased. The link that you received from support will tell you when it was opened.',
    },
    claimed: {
      badge: 'Opened',
      title: 'Your answer was opened',
      text: 'Opened once, on {at}. The sealed content is erased within a minute.',
    },
    opened: {
      badge: 'Opened',
      title: 'Your answer was opened',
      text: 'Opened once, on {at}, and erased from the server {after}.',
    },
    finished: {
      badge: 'Finished',
      title: 'Close the access now',
      text: 'On {at}, support said that its work is finished. It does not need your access any more.',
    },
    closed: {
      badge: 'Closed',
      title: 'All closed',
      text: 'Everything on the list is ticked off. Thank you: there is nothing left to do.',
    },
    expired: {
      badge: 'Expired',
      title: 'Nobody opened your answer',
      text: 'It expired on {at} and was erased, unread. Nobody has seen your passwords.',
    },
    revoked: {
      badge: 'Taken back',
      title: 'This answer was taken back',
      text: 'It was erased on {at}, unread. Nobody can open it any more.',
    },
    destroyed: {
      badge: 'Destroyed',
      title: 'Destroyed after too many wrong tries',
      text: 'Somebody tried to open it without the right key, so it was erased on {at}, unread. Tell support.',
    },
    lost: {
      badge: 'Lost',
      title: 'The server lost it',
      text: 'A fault of the server’s store took the sealed content. Nobody can read it any more.',
    },
  },
  /** Where somebody else may have answered: titles and texts in place of those above. */
  others: {
    answered: {
      title: 'This request has been answered',
      text: 'Support can open the answer once, until {at}. Then it is erased. If neither you nor a colleague answered, call support.',
    },
    claimed: {
      title: 'The answer was opened',
      text: 'Opened once, on {at}. The sealed content is erased within a minute. If neither you nor a colleague answered, call support.',
    },
    opened: {
      title: 'The answer was opened',
      text: 'Opened once, on {at}, and erased from the server {after}. If neither you nor a colleague answered, call support.',
    },
    expired: {
      title: 'Nobody opened the answer',
      text: 'It expired on {at} and was erased, unread.',
    },
  },
  byYou: 'Sealed and sent by you',
  tell: {
    title: 'Tell support in the ticket',
    hint: 'You can send them this:',
    text: 'I have answered your request for access.',
    copy: 'Copy this message',
    thing: 'the message to support',
  },
  early: 'Your first try had arrived; your last changes are not in it.',
  about: (who: string) => `Asked by ${who}.`,
  aboutTicket: (who: string, ticket: string) => `Asked by ${who}, ticket ${ticket}.`,
  untakeable:
    'You can take your answer back with the receipt link, which was shown where you sealed it.',
  asked: 'This is what was asked for. Skip what you did not give.',
  gave: 'This is what you gave.',
  unkept: 'Your ticks are erased when you leave this page.',
  revoke: {
    title: 'Take your answer back',
    text: 'As long as nobody has opened it, you can erase everything.',
    button: 'Take it back…',
    sure: 'Erase everything now? This cannot be undone: support will find nothing.',
    yes: 'Yes, erase everything',
    no: 'Keep it',
    tooLate: 'Too late to take it back: here is what happened in the meantime.',
  },
  ask: {
    title: 'If support still needs the access',
    hint: 'You can send them this:',
    copy: 'Copy this message',
    thing: 'the message to support',
    hello: 'Hello,',
    why: {
      expired: 'I answered your request for access, but nobody opened my answer in time.',
      revoked: 'My answer to your request for access was taken back before anybody opened it.',
      destroyed: 'My answer to your request for access was destroyed before it could be opened.',
      lost: 'Your server lost my answer to your request for access before it could be opened.',
    },
    please: 'If you still need the access, please send me a new request.',
  },
};

export type GivenWords = typeof words;
