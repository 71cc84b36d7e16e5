/** When a link opens nothing any more: it was opened, it ended, or it has just been erased. */
export const words = {
  ended: {
    claimed: {
      title: 'This has already been opened',
      text: 'It was opened on {at}. A link opens once, so it cannot be opened again.',
    },
    opened: {
      title: 'This has already been opened',
      text: 'It was opened on {at} and erased. A link opens once, so it cannot be opened again.',
    },
    expired: {
      title: 'This has expired, unread',
      text: 'Nobody opened it before {at}, so it was erased. Nobody has seen it. Ask the sender to seal it again.',
    },
    destroyed: {
      title: 'This was destroyed',
      text: 'Too many wrong passphrases were typed, so it was erased on {at}, unread. Ask the sender to seal it again.',
    },
    revoked: {
      title: 'The sender took this back',
      text: 'It was revoked on {at}, unread. If you still need it, ask the sender.',
    },
    lost: {
      title: 'This was lost',
      text: 'The server has the record but no longer the sealed bytes, through a fault of its store. Nobody can read it. Ask the sender to seal it again.',
    },
  },
  ask: {
    button: 'Copy a message to the sender',
    thing: 'a message to the sender',
    text: (page: string) =>
      `Hello,\n\nThe link you sent opens nothing any more, and nobody has read what was in it. Please share the access again here and send me the new link:\n\n${page}\n`,
  },
  notMe: {
    title: 'Was that not you or a colleague?',
    text: 'Then somebody else has this access. Tell the sender at once: the passwords must be changed.',
    button: 'That was not me: tell the sender',
    done: 'The sender’s receipt now shows a later try. Please call or write to them as well: they must change the passwords.',
  },
  cleared: {
    erasing: 'Erasing…',
    erasingLead: 'This page is empty already. The server is being told.',
    title: 'Erased',
    lead: 'Nothing is left on the server or on this page.',
    unconfirmed: 'The server could not be told. It erases its copy by itself within a minute.',
    away: 'Nothing is shown here any more',
    awayLead:
      'You left this page, so it was cleared. Within the short time after opening, reload it to see the access again.',
    reload: 'Reload',
    finishTitle: 'When your work is done',
    finishText: 'Say so, and the sender is reminded to close the access.',
    finish: 'Intervention finished',
    finished: 'The sender’s receipt now says: finished, close the access.',
  },
};

export type EndedWords = typeof words;
