import { common } from './common.ts';
import { kinds } from './kinds.ts';
import { refusals } from './refusals.ts';

export const words = {
  ...common,
  ...refusals,
  kinds,
  pageTitle: 'Your receipt',
  title: 'Your receipts',
  lead: 'A receipt says when your link was opened, and lets you take it back before.',
  refresh: 'Look again',
  looked: (time: string) => `As of ${time}`,
  state: {
    sealed: {
      badge: 'Sealed',
      title: 'Not opened yet',
      text: 'Support can open it once, until {at}. Then it is erased.',
    },
    claimed: {
      badge: 'Opened',
      title: 'Support has your access',
      text: 'Opened once, on {at}. The sealed bytes are erased within a minute.',
    },
    opened: {
      badge: 'Opened',
      title: 'Support has your access',
      text: 'Opened once, on {at}, and erased from the server.',
    },
    expired: {
      badge: 'Expired',
      title: 'Nobody opened it',
      text: 'It expired on {at} and was erased, unread. Your passwords were seen by nobody.',
    },
    revoked: {
      badge: 'Taken back',
      title: 'You took it back',
      text: 'It was erased on {at}, unread. The link opens nothing any more.',
    },
    destroyed: {
      badge: 'Destroyed',
      title: 'Destroyed after wrong passphrases',
      text: 'Too many wrong passphrases were typed, so it was erased on {at}, unread. Somebody had the link: ask support whether it was them.',
    },
    lost: {
      badge: 'Lost',
      title: 'The server lost it',
      text: 'A fault of the server’s store took the sealed bytes. Nobody can read them. Please seal it again.',
    },
  },
  step: {
    sealed: 'Sealed',
    claimed: 'Opened',
    erased: 'Erased from the server',
    waiting: 'Waiting to be opened',
    willErase: 'Will be erased from the server',
    expired: 'Expired unread, erased',
    revoked: 'Taken back, erased',
    destroyed: 'Destroyed unread',
    lost: 'Found missing',
    notConfirmed: 'erased by the clock; the reader did not confirm',
    notReadable: 'the reader could not decrypt it',
    finished: 'Support says it is finished',
    willFinish: 'Support says it is finished',
  },
  unreadable:
    'Support opened it but could not read it: the content arrived damaged. Please seal it again.',
  late: {
    title: (n: number) =>
      n === 1
        ? 'Somebody else tried the link afterwards'
        : `Somebody tried the link ${n} more times afterwards`,
    text: 'They got nothing. It may be a colleague at support, a mail scanner, or somebody who read the ticket. If support says they did not open it first, change the passwords now.',
  },
  finished: {
    title: 'Support has finished: close it now',
    text: 'The access is not needed any more. Go through the list below.',
  },
  notThem: 'Was that not your support team? Close the access now, then tell them.',
  close: {
    title: 'Close what you opened',
    later: 'When they are finished',
    hint: 'Nothing here contains your passwords. Ticks stay on this page only.',
    generic:
      'This device does not know what you shared, so here is everything. Leave out what you did not share.',
    steps: {
      backoffice: 'Deactivate or delete the temporary employee (Advanced Parameters → Team)',
      ftp: 'Delete the FTP, SFTP or SSH account, or change its password',
      database: 'Change the database password, in the shop’s configuration as well',
      panel: 'Change the password of the hosting panel, or delete the sub-account',
      domain: 'Change the password at the registrar, or withdraw the delegation',
      other: 'Change or cancel whatever else you shared',
    },
    all: 'All closed. Well done.',
  },
  revoke: {
    title: 'Take it back',
    text: 'As long as nobody has opened it, you can erase it. The link then opens nothing.',
    button: 'Take it back…',
    sure: 'Erase it now? The link in the ticket will open nothing.',
    yes: 'Yes, erase it',
    no: 'Keep it',
    tooLate:
      'Too late to take it back: it was opened or ended in the meantime. Here is what happened.',
  },
  again: {
    button: 'Seal again',
    hint: 'With the same kinds of access. You fill in the values again: nobody kept them.',
  },
  until: 'This receipt can be read until {at}.',
  print: 'Print',
  mine: {
    title: 'Receipts remembered on this device',
    none: 'None. After sealing you can choose to have a receipt remembered here.',
    sealed: 'Sealed {at}',
    see: 'See',
    forget: 'Forget',
    forgetThing: (what: string) => `Forget: ${what}`,
    forgotten: 'Forgotten on this device. The bundle itself is not changed.',
    nameless: 'Files',
  },
  wrongKind: {
    share: {
      title: 'This is the link for support',
      text: 'It opens what was shared, once. Send it to support; the receipt is the other link. Nothing was opened.',
    },
    other: {
      title: 'This is another kind of link',
      text: 'It is no receipt. Nothing was changed. The receipt is the link that you were told to keep for yourself.',
    },
  },
  nothing: {
    title: 'Nothing here',
    text: 'This receipt is not on this server: a receipt is kept for some days after the link’s end, then removed.',
    since:
      'This server’s store started empty on {at}; earlier receipts, and everything sealed before, are gone.',
  },
  down: { title: 'The server cannot be reached' },
};

export type ReceiptWords = typeof words;
