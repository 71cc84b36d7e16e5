/** A message to the sender, ready to be sent: why the access is needed once more. */
export const ask = {
  title: 'Ask the sender for a new link',
  hint: 'You can send them this:',
  copy: 'Copy this message',
  thing: 'the message to the sender',
  why: {
    unread:
      'The link you sent me opens nothing any more. Nobody has read what was in it, so no password needs to be changed.',
    revoked:
      'You took back the link you sent me before anybody opened it. I still need the access.',
    nothing: 'The link you sent me leads to nothing any more.',
    damaged: 'What you sent me arrived damaged, and nobody could read it.',
    again: 'What you sent me was opened once, then erased. I still need it.',
  },
  please: 'Please send me a new link. You can make it here:',
  hello: 'Hello,',
};

export type AskWords = typeof ask;
