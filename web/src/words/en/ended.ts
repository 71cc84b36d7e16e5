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
      title: 'The sender took this link back',
      text: 'It was taken back on {at}, unread. If you still need the access, ask for a new link.',
    },
    lost: {
      title: 'This content was lost',
      text: 'A fault of the server’s store took the sealed content. Nobody has read it, and nobody can.',
    },
  },
  ask,
  us: {
    title: 'If it was you or a colleague',
    text: 'Then all is well. What was copied at that moment is all there is. Say here when the intervention is finished: the sender’s receipt then asks them to close the access.',
  },
  notMe: {
    title: 'If nobody on your side opened it',
    text: 'Then somebody else has this access. Tell the sender at once: the passwords must be changed.',
    button: 'That was not us: tell the sender',
    doneTitle: 'The sender’s receipt now warns of it',
    done: 'It shows that the link was tried again after it had been opened. The sender sees that only when they look at their receipt, so contact them directly, too.',
    call: 'Call or write to the sender now',
    message: (at: string) =>
      `Hello,\n\nThe link you sent me had already been opened on ${at}, and nobody on our side did that. Somebody else has this access: please change its passwords at once and close the account you made for it. Your receipt shows when it was opened.`,
  },
  cleared: {
    erasing: 'Erasing…',
    erasingLead: 'This page is empty already. The server is erasing its copy…',
    title: 'Erased',
    lead: 'The access is no longer on the server or on this page. You can close this tab.',
    unconfirmed: 'The server could not be told. It erases its copy by itself within a minute.',
    away: 'Nothing is shown here any more',
    awayLead:
      'You left this page, so it was cleared. If you have only just opened the link, reload it to see the access again.',
    reload: 'Reload',
    finishTitle: 'When the intervention is finished',
    finishText: 'Say so: the sender’s receipt then asks them to close the access.',
    finish: 'Intervention finished',
    finished:
      'The sender’s receipt now says that the intervention is finished and that the access must be closed.',
  },
};

export type EndedWords = typeof words;
