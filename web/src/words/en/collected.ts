/** `/collect` where an answer opens nothing any more, cannot be opened, or has just been erased. */
export const words = {
  ended: {
    claimed: {
      title: 'This has already been collected',
      text: 'It was opened on {at}. An answer opens only once, so this link shows nothing any more.',
    },
    opened: {
      title: 'This has already been collected',
      text: 'It was opened on {at}, then erased. An answer opens only once, so this link shows nothing any more.',
    },
    unanswered: {
      title: 'This request has expired, unanswered',
      text: 'The merchant did not answer before {at}. The link for the merchant no longer accepts an answer.',
    },
    expired: {
      title: 'The answer has expired, unread',
      text: 'The merchant answered, but nobody collected it before {at}, so it was erased. Nobody has seen it.',
    },
    withdrawn: {
      title: 'This request was withdrawn',
      text: 'It was withdrawn on {at}, before anybody answered. Nothing was lost.',
    },
    revoked: {
      title: 'The answer was taken back',
      text: 'You or the merchant took it back on {at}. It was erased, unread.',
    },
    destroyed: {
      title: 'The answer was destroyed',
      text: 'Somebody tried to open it with wrong keys, so it was erased on {at}, unread. Nobody has seen it.',
    },
    lost: {
      title: 'The answer was lost',
      text: 'A fault of the server’s store took the sealed answer. Nobody has read it, and nobody can.',
    },
  },
  us: {
    title: 'If it was you or a colleague',
    text: 'Then all is well. What was copied at that moment is all there is. Say here when the intervention is finished: the merchant is then asked to close the access.',
  },
  notUs: {
    title: 'If nobody on your side collected it',
    text: 'Then somebody else has this access: {who}. Tell the merchant at once, and keep collect links out of reach.',
    who: {
      'one-off': 'somebody who holds this link',
      team: 'somebody who holds this link and the team’s key',
    },
    button: 'That was not us: warn the merchant',
    call: 'Call or write to the merchant now',
    hint: 'You can send them this:',
    message: (at: string) =>
      `Hello,\n\nThe access you gave us was opened on ${at}, and nobody on our side did that. Please change its passwords at once and close the account you made for it. The link that you answered with shows when it was opened.`,
    copy: 'Copy this message',
    thing: 'the message to the merchant',
  },
  flaw: {
    changed: {
      title: 'The request was changed',
      text: 'What this server gave out is not the request that your link names. Nothing was opened. Tell whoever runs this server, and ask the merchant again with a new request.',
    },
    update: {
      title: 'This request is newer than this page',
      text: 'It was made by a later version of Handover. Nothing was opened and nothing is lost: reload this page, or ask for it to be updated.',
    },
    key: {
      title: 'Another key can read this answer',
      text: 'The request names a key that does not belong to your link, so somebody else could read what the merchant seals. Nothing was opened. Withdraw it, then ask again with a request that you make yourself.',
    },
    wraps: {
      title: 'The answer is not complete',
      text: 'It does not hold one sealed key for each key of the request. Nothing was opened, and it is still on the server. Withdraw it and ask the merchant again.',
    },
    wrap: {
      title: 'The answer does not open with your key',
      text: 'It was sealed to another key, or damaged on the way. Nothing was opened, and it is still on the server. Withdraw it and ask the merchant again.',
    },
  },
  damaged: {
    title: 'This answer cannot be read',
    text: 'It arrived, but it is not what the merchant sealed, or it was not sealed properly. None of it was shown. It is erased, and the merchant’s link says so. Ask again.',
    unreported:
      'It arrived, but it is not what the merchant sealed, or it was not sealed properly. None of it was shown. The server erases it within a minute; the merchant does not know yet. Ask again.',
  },
  cleared: {
    erasing: 'Erasing…',
    erasingLead: 'This page is empty already. The server is erasing its copy…',
    title: 'Erased',
    lead: 'The access is no longer on the server or on this page.',
    unconfirmed: 'The server could not be told. It erases its copy by itself within a minute.',
    away: 'Nothing is shown here any more',
    awayLead:
      'You left this page, so it was cleared. If you have only just collected the answer, reload the page to see it again.',
    reload: 'Reload',
    finishTitle: 'When the intervention is finished',
    finishText:
      'Say so: the merchant is then asked to close the access. You can also do it later, with the same link.',
    finish: 'Intervention finished',
    finished:
      'The merchant’s link now says that the intervention is finished and that the access must be closed.',
  },
};

export type CollectedWords = typeof words;
