import { about } from './about.ts';
import { accessKey } from './accesskey.ts';
import { common } from './common.ts';
import { kinds } from './kinds.ts';

/** The first look of `/request`. */
export const words = {
  ...common,
  kinds,
  accessKey,
  title: 'Ask for access',
  lead: 'You get a link for the ticket. With it the merchant can only give access: it opens nothing. What the merchant fills in is sealed for you alone.',
  ask: {
    title: 'What do you need?',
    hint: 'Choose one or more. The merchant is asked for nothing else.',
    about,
    hosted: 'Shop hosted by PrestaShop (Hosted)',
    hostedHint: 'Then there are only the back office and the domain name to ask for.',
  },
  ticket: {
    title: 'Your ticket',
    shown:
      'The merchant sees both, beside the name under which your access key is registered. The server can read the reference: put nothing secret there.',
    unshown:
      'For your own list. The merchant does not see them: without an access key, anybody could write anything here.',
    reference: 'Reference of the ticket',
    from: 'Your name, or your team’s',
  },
  lang: {
    title: 'Language of the merchant',
    hint: 'For the message, and for the page where the merchant answers.',
  },
  expiry: {
    title: 'How long can it be answered?',
    hint: 'The answer then waits for you as long again, and is erased after that.',
    other: 'Other',
    until: 'It can be answered until {at}.',
  },
  amount: { label: 'How long', unit: 'Unit', hours: 'hours', days: 'days' },
  reader: {
    title: 'Who can open the answer?',
    hint: 'Nobody can change this once the link is made.',
    oneOff: 'A key for this request',
    oneOffSaid:
      'Whoever has the collect link: its key is made for this request alone. You will see that link next.',
    teamless: 'If your team has a key of its own, add its file on {page} first.',
    teamlessPage: 'the page with your requests',
    team: (name: string) => `Team: ${name}`,
    teamSaid: (print: string) =>
      `Only people with this team’s key file and its passphrase. Fingerprint of the key: ${print}`,
  },
  machine: 'Your ticketing system can ask by itself: {page}.',
  machinePage: 'how to wire it',
  machineAt: './api',
  make: 'Make the link',
  making: 'Your device is making the keys…',
  sending: 'Registering the request…',
  failed: 'Not registered yet',
  resend: 'Send again',
  clock:
    'The clock of this device is wrong by more than a day, so the merchant’s page would refuse this request. It was withdrawn. Set the clock, then make the link again.',
  summary: 'Please check before making the link',
  nothing: 'Choose what you need.',
  most: (lifetime: string) => `Choose a time of at most ${lifetime}.`,
  long: 'At most 128 characters, please.',
  broken: 'There is a broken character in this. Please type it again.',
};

export type RequestWords = typeof words;
