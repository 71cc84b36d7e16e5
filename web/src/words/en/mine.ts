import { kinds } from './kinds.ts';
import { refusals } from './refusals.ts';

/** The receipt page without a receipt. */
export const words = {
  ...refusals,
  kinds,
  title: 'Your receipts',
  lead: 'A receipt says when your link was opened, and lets you take it back before.',
  paste: 'Paste the link of your receipt here',
  mine: {
    title: 'Receipts remembered on this device',
    hint: 'In this browser only: anybody who uses it sees this list.',
    none: 'None. After sealing you can choose to have the receipt remembered here.',
    sealed: (at: string) => `Sealed ${at}`,
    forget: 'Forget',
    forgetThing: (what: string) => `Forget: ${what}`,
    forgotten: 'Forgotten on this device. Nothing was changed on the server.',
    all: {
      button: 'Forget all…',
      sure: 'Forget all receipts on this device? The links for support continue to work, but without the receipt you cannot take them back.',
      yes: 'Yes, forget all',
      no: 'Keep them',
    },
    nameless: 'Files',
    standing: {
      sealed: 'Waiting to be opened',
      claimed: 'Opened: close it when support has finished',
      opened: 'Opened: close it when support has finished',
      finished: 'Support has finished: close the access now',
      closed: 'All closed',
      unreadable: 'Not readable: seal it again',
      expired: 'Expired unread',
      revoked: 'Taken back',
      destroyed: 'Destroyed after too many wrong tries',
      lost: 'Lost by the server',
      gone: 'No longer on the server',
      emptied: 'Lost when the server’s store was emptied',
    },
  },
  wrongKind: {
    share: {
      title: 'This is the link for support',
      copy: 'Copy the link for support',
      text: 'It opens what you shared, once. Nothing was opened. Send it to support; the receipt is the other link, the one that you were told to keep.',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It is not a receipt. Nothing was changed. The receipt is the link that you were told to keep for yourself.',
    },
  },
  emptied: {
    title: 'The server’s store was emptied',
    text: 'On {at} it began anew, without what you had sealed. Nobody can have opened it since; whether somebody did before, the server no longer knows. Ask support: if they do not have it, seal it again; if they do, close the access when they have finished.',
  },
  nothing: {
    title: 'There is nothing here',
    text: 'This receipt is not on this server: a receipt is kept for some days after the link’s end, then removed. If you do not know whether the link was opened, close the access to be safe.',
    since:
      'This server’s store started empty on {at}; earlier receipts, and everything sealed before, are gone.',
  },
};

export type MineWords = typeof words;
