import { ask } from './ask.ts';
import { refusals } from './refusals.ts';

/** `/open` where there is nothing to open, or nothing that can be read. */
export const words = {
  ...refusals,
  ask,
  nothing: {
    title: 'There is nothing here',
    text: 'This link does not lead to anything: it may be too old, or belong to another server. If it was opened, its traces are gone too.',
    since:
      'This server’s store started empty on {at}; what was waiting to be opened is gone, unread.',
  },
  wrongKind: {
    receipt: {
      title: 'This is the receipt, not the link for support',
      text: 'The receipt opens nothing: it belongs to the sender. If you are the sender, you can open your receipt.',
      go: 'Open the receipt',
      message: {
        title: 'Ask the sender for the other link',
        text: 'Hello,\n\nThe link you sent me is your receipt, which opens nothing. Please keep it, and send me the other one, the link for support.',
      },
    },
    other: {
      title: 'This is another kind of link',
      text: 'This page only opens links for support. Nothing was opened and nothing is lost. Ask the sender for the right link.',
    },
  },
  damaged: {
    title: 'This cannot be read',
    text: 'It arrived, but its content is damaged; it was not sealed properly. It is erased, and the sender’s receipt says so.',
    unreported:
      'It arrived, but its content is damaged. The server erases it within a minute. The sender does not know yet.',
  },
  unheard: {
    title: 'It was opened, and did not arrive',
    text: 'It was opened on {at}, most likely by this tab, and the answer was lost on its way. It is erased and cannot be shown again. If you did not press the button at that time, somebody else opened it: tell the sender to change the passwords.',
  },
  past: {
    title: 'You have already opened this link in this tab',
    text: 'What it held was shown once and is erased; reloading does not bring it back. It is now only where you copied or saved it.',
    paste: 'Another link? Paste it here',
  },
};

export type RefusedWords = typeof words;
