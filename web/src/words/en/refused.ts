import { refusals } from './refusals.ts';

/** `/open` where there is nothing to open, or nothing that can be read. */
export const words = {
  ...refusals,
  wrongKind: {
    receipt: {
      title: 'This is the receipt, not the link for support',
      text: 'The receipt opens nothing: it belongs to the sender. Ask for the other link. If you are the sender, you can open your receipt.',
      go: 'Open the receipt',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It does not open a shared bundle. Nothing was opened and nothing is lost. Ask the sender for the share link.',
    },
  },
  damaged: {
    title: 'This cannot be read',
    text: 'It arrived, but its content is damaged; it was not sealed properly. It is erased, and the sender’s receipt says so. Ask the sender to seal it again.',
    unreported:
      'It arrived, but its content is damaged. The server erases it within a minute, and the sender does not know yet: tell them, and ask them to seal it again.',
  },
  past: {
    title: 'The link of this tab was opened',
    text: 'What it held was shown once and is erased. If you still need it, ask the sender to seal it again. Another link can be opened here.',
  },
};

export type RefusedWords = typeof words;
