import { common } from './common.ts';
import { following } from './following.ts';

/** What a receipt says at first; `close.ts` has the checklist, `mine.ts` the page without a receipt. */
export const words = {
  ...common,
  ...following,
  pageTitle: 'Your receipt',
  state: {
    sealed: {
      badge: 'Sealed',
      title: 'Not opened yet',
      text: 'Support can open it once, until {at}. Then it is erased. This page updates by itself.',
    },
    claimed: {
      badge: 'Opened',
      title: 'Your link was opened',
      text: 'Opened once, on {at}. The sealed content is erased within a minute.',
    },
    opened: {
      badge: 'Opened',
      title: 'Your link was opened',
      text: 'Opened once, on {at}, and erased from the server {after}.',
    },
    unreadable: {
      badge: 'Not readable',
      title: 'The content could not be read',
      text: 'It was opened on {at}, but the reader says that it arrived damaged. It cannot be opened again: please seal it once more.',
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
      title: 'Nobody opened it',
      text: 'It expired on {at} and was erased, unread. Nobody has seen your passwords.',
    },
    revoked: {
      badge: 'Taken back',
      title: 'You took this link back',
      text: 'It was erased on {at}, unread. The link opens nothing any more.',
    },
    destroyed: {
      badge: 'Destroyed',
      title: 'Destroyed after too many wrong tries',
      text: 'Too many wrong passphrases were typed, so it was erased on {at}, unread. Ask support whether it was them; if not, somebody else has the link.',
    },
    lost: {
      badge: 'Lost',
      title: 'The server lost it',
      text: 'A fault of the server’s store took the sealed content. Nobody can read it any more. Please seal it once more.',
    },
  },
  revoke: {
    title: 'Take this link back',
    text: 'As long as nobody has opened it, you can erase everything. The link then opens nothing.',
    button: 'Take this link back…',
    sure: 'Erase everything now? This cannot be undone: the link in the ticket will open nothing.',
    yes: 'Yes, erase everything',
    no: 'Keep the link',
    tooLate: 'Too late to take it back: here is what happened in the meantime.',
  },
  until: 'This receipt can be read until {at}.',
};

export type ReceiptWords = typeof words;
