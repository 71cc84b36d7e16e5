import { refusals } from './refusals.ts';

/** `/collect` without a link, or with one that leads nowhere: the requests made in this browser. */
export const words = {
  ...refusals,
  title: 'Collect answers',
  lead: 'Requests made in this browser wait here for their answers.',
  paste: 'Paste a collect link here',
  mine: {
    title: 'Your requests',
    hint: 'In this browser only: anybody who uses it can collect from here.',
    none: 'None yet. A request that you make in this browser appears here, with its answer.',
    make: 'Ask for access',
    refresh: 'Refresh',
    looked: (time: string) => `As of ${time}`,
    made: (at: string) => `Made ${at}`,
    expires: (inTime: string) => `expires ${inTime}`,
    nameless: 'Without a reference',
    code: (code: string) => `Code ${code}`,
    langs: { en: 'in English', fr: 'in French' },
    collect: 'Collect',
    collectThing: (what: string) => `Collect: ${what}`,
    more: 'More',
    moreThing: (what: string) => `More: ${what}`,
    link: 'Copy the link for the merchant again',
    linkThing: (what: string) => `the link for the merchant, ${what}`,
    note: 'Copy for the private note',
    noteThing: (what: string) => `the collect link for the private note, ${what}`,
    noteText: (reference: string, code: string, link: string) =>
      `Handover request${reference === '' ? '' : ` ${reference}`}, code ${code}. Collect the answer here, once, and never send this link to the merchant:\n${link}`,
    withdrawn: 'Withdrawn. The link no longer accepts an answer.',
    tooLate: 'Too late to withdraw: it was collected, or it has ended.',
    finish: 'Intervention finished',
    finishThing: (what: string) => `Intervention finished: ${what}`,
    finished: 'Finished: the merchant is asked to close the access.',
    forget: 'Forget',
    forgetThing: (what: string) => `Forget: ${what}`,
    forgetSure: {
      sure: 'Forget this request? Without its collect link nobody can open the answer any more.',
      yes: 'Yes, forget it',
      no: 'Keep it',
    },
    forgotten: 'Forgotten on this device. Nothing was changed on the server.',
    standing: {
      pending: 'Not answered yet',
      answered: 'Answered: collect it',
      claimed: 'Collected: say when the work is finished',
      opened: 'Collected: say when the work is finished',
      finished: 'Finished',
      expired: 'Expired',
      revoked: 'Withdrawn',
      destroyed: 'Destroyed unread',
      lost: 'Lost by the server',
      gone: 'No longer on the server',
      emptied: 'Lost when the server’s store was emptied: ask again',
    },
  },
  wrongKind: {
    share: {
      title: 'This is a link for support',
      text: 'It was not made by a request. It opens on another page, where nothing is opened before you press a button.',
      go: 'Go there',
    },
    request: {
      title: 'This is the link for the merchant',
      text: 'With it one can only answer. Nothing was changed. To collect you need the other link, the one for your private note.',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It is a receipt. Nothing was opened. To collect you need the collect link, the one for your private note.',
    },
  },
  emptied: {
    title: 'The server’s store was emptied',
    text: 'On {at} it began anew, without this request and without an answer to it. Nobody can have collected it since; whether somebody did before, the server no longer knows. Ask the merchant again.',
  },
  nothing: {
    title: 'There is nothing here',
    text: 'This server does not know this request: it may be too old, or belong to another server. If an answer was collected, its traces are gone too.',
    since:
      'This server’s store started empty on {at}; requests and answers from before are gone, unread.',
  },
  past: {
    title: 'You have already collected this in this tab',
    text: 'The answer was shown once and is erased; reloading does not bring it back. When the intervention is finished, follow the same link again, here or from your private note, and say so.',
  },
};

export type RequestsWords = typeof words;
