import { ask } from './ask.ts';

/** When a link opens nothing any more: it was opened, it ended, or it has just been erased. */
export const words = {
  ended: {
    claimed: {
      title: 'This has already been opened',
      text: 'It was opened on {at}. A link opens only once, so it shows nothing any more.',
    },
    opened: {
      title: 'This has already been opened',
      text: 'It was opened on {at}, then erased. A link opens only once, so it shows nothing any more.',
    },
    expired: {
      title: 'This has expired, unread',
      text: 'Nobody opened it before {at}, so it was erased. Nobody has seen it.',
    },
    destroyed: {
      title: 'This was destroyed',
      text: 'Too many wrong passphrases were typed, so it was erased on {at}, unread. Nobody has seen it.',
    },
    revoked: {
      title: 'The sender took this back',
      text: 'It was revoked on {at}, unread, and the sender knows. If you still need the access, ask why, or for a new link.',
    },
    lost: {
      title: 'This was lost',
      text: 'The server has the record but no longer the sealed bytes, through a fault of its store. Nobody has read it, and nobody can.',
    },
  },
  ask,
  us: {
    title: 'If it was you or a colleague',
    text: 'Then all is well. What was copied at that moment is all there is. When the work is done, say so: the sender is reminded to close the access.',
  },
  notMe: {
    title: 'If nobody on your side opened it',
    text: 'Then somebody else has this access. Tell the sender at once: the passwords must be changed.',
    button: 'That was not us: tell the sender',
    doneTitle: 'The sender’s receipt now warns of it',
    done: 'It shows that somebody came with the link after it had been opened. The sender sees that only when they look at it, so reach them another way, too.',
    call: 'Call or write to the sender now',
    message: (at: string) =>
      `Hello,\n\nThe link you sent me had already been opened on ${at}, and it was none of us. Somebody else has this access: please change its passwords at once and close the account you made for it. Your receipt shows when it was opened.`,
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
