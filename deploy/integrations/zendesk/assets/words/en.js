// @ts-check
/** What the app says. The other languages have the type of this one: a missing key does not compile. */

export const words = {
  loading: 'One moment…',
  kinds: {
    backoffice: 'Back office',
    ftp: 'FTP, SFTP, SSH',
    database: 'Database',
    panel: 'cPanel, Plesk',
    domain: 'Domain name',
    other: 'Something else',
  },
  langs: { en: 'English', fr: 'French' },
  ask: {
    title: 'Ask for access',
    lead: 'The merchant gets a link that can only give access: it opens nothing. What is filled in there is sealed for your team alone.',
    kinds: 'What do you need?',
    nothing: 'Choose what you need.',
    lang: 'Language of the merchant',
    lasts: (/** @type {string} */ days) =>
      `It can be answered for ${days}. The answer then waits for you as long again, and is erased after that.`,
    make: 'Make the link',
    making: 'Making the link…',
    hint: 'It is put into your reply. Nothing is sent before you send the reply.',
    back: 'Do not ask',
  },
  put: {
    put: 'The link is in your reply. Read it, then send it.',
    note: 'Your editor is set to an internal note, and the link is for the merchant: nothing was put there. Switch to the public reply, then press “Put it into the reply”.',
    failed: 'Zendesk did not take the link into the reply. It is not lost: copy it from here.',
  },
  list: {
    title: 'Access to the shop',
    asked: (/** @type {string} */ at) => `Asked ${at}`,
    expires: (/** @type {string} */ inTime) => `expires ${inTime}`,
    answered: (/** @type {string} */ at) => `Answered ${at}`,
    collected: (/** @type {string} */ at) => `Collected ${at}`,
    finished: (/** @type {string} */ at) => `Finished ${at}`,
    ended: (/** @type {string} */ at) => `Ended ${at}`,
    code: 'Code to compare by telephone',
    again: 'Ask again',
    earlier: (/** @type {number} */ count) => `Earlier (${count})`,
    refresh: 'Refresh',
    looked: (/** @type {string} */ time) => `As of ${time}`,
  },
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
  },
  merchant: {
    title: 'The link for the merchant',
    put: 'Put it into the reply',
    copy: 'Copy the link',
  },
  collect: {
    title: 'For you: the collect link',
    team: 'It opens nothing without your team’s key.',
    open: 'Collect',
    look: 'Open the page',
    newTab: 'opens in a new tab',
    copy: 'Copy the collect link',
    note: 'Add it as an internal note',
    noted: 'Added as an internal note. Your whole team finds the collect link there.',
    noteText: (
      /** @type {string} */ reference,
      /** @type {string} */ code,
      /** @type {string} */ link,
    ) =>
      `Handover request${reference === '' ? '' : ` ${reference}`}, code ${code}. Collect the answer here, once, and never send this link to the merchant:\n${link}`,
    elsewhere:
      'The collect link is in the browser where the link was made, or in an internal note of this ticket.',
    unkept:
      'This browser cannot keep these links. Add the collect link as an internal note before you leave this ticket: nobody can get it again.',
  },
  withdraw: {
    button: 'Withdraw…',
    pending: 'Withdraw this request? Its link accepts no answer after that.',
    answered: 'Withdraw this request? The answer that waits for you is erased unread.',
    yes: 'Yes, withdraw it',
    no: 'Keep it',
    done: 'Withdrawn. The link no longer accepts an answer.',
    tooLate: 'Too late to withdraw: it was collected, or it has ended.',
  },
  finish: {
    button: 'Intervention finished',
    done: 'Finished: the merchant is asked to close the access.',
    hint: 'Solving the ticket says so, too.',
  },
  solved: {
    finished: 'Handover: the intervention is finished. The merchant is asked to close the access.',
    failed: (/** @type {string} */ why) =>
      `Handover: the ticket is saved, but the merchant was not asked to close the access. ${why} Then open the ticket again and press “Intervention finished”.`,
    waiting:
      'Handover: this ticket is solved, and a request for access still waits. Withdraw it in the sidebar if you no longer need it.',
  },
  copied: 'Copied',
  copiedThing: (/** @type {string} */ what) => `Copied: ${what}`,
  copyFailed: 'Could not copy. It is selected: press Ctrl+C.',
  tryAgain: 'Try again',
  stale: (/** @type {string} */ time) => `Not up to date: what you see is of ${time}.`,
  says: (/** @type {string} */ detail) => `The server says: ${detail}`,
  outside: 'This is a Zendesk app: it shows something only beside a ticket.',
  silent: 'Zendesk told this app nothing about the ticket. Nothing was lost; reload the page.',
  unset:
    'This app does not know your Handover server. Nothing was lost: an administrator sets its address in the settings of the app.',
  refused: {
    offline: 'You are offline. Nothing was lost; try again when you are connected.',
    unreachable: 'The server did not answer. Nothing was lost; try again in a moment.',
    foreign:
      'Something between Zendesk and the Handover server refused this. Nothing was lost; an administrator compares the server’s address in the app’s settings with the domain that the app was packaged for.',
    key: 'The server does not know this app’s API key: it may have been revoked. Nothing was lost; an administrator enters another one in the app’s settings.',
    scope:
      'This app’s API key may not do this. Nothing was lost; an administrator gives its client the scopes requests:read and requests:write.',
    missing: 'The server does not know this request any more. Nothing was changed.',
    state: 'Its state no longer allows this. Nothing was changed.',
    invalid:
      'The server does not take this request. Nothing was lost; an administrator looks at the lifetime in the app’s settings, and whether its client has a team key.',
    slow_down:
      'Too many calls came from this app. Nothing was erased; wait a minute and try again.',
    not_durable:
      'The server cannot store safely at this moment. Nothing was lost; try again in a moment.',
    store_down: 'The server’s store is not reachable. Nothing was lost; try again in a moment.',
    full: 'The server is full for now. Nothing was lost; try again later, or tell your administrator.',
    other:
      'The server refused this. Nothing was lost; try again, and tell your administrator if it happens twice.',
    note: 'Zendesk did not add the internal note. Nothing was lost; copy the collect link, or try again.',
  },
};

/** @typedef {typeof words} Words */

/** What is said to the merchant, in the merchant's language. */
export const reply = {
  asking: (/** @type {string} */ link, /** @type {string} */ until, /** @type {string} */ what) =>
    `To look into this, we need access to ${what}.\n\nPlease do not write any password in the ticket. Use this page instead, until ${until}:\n\n${link}\n\nThis link only lets you give us access; it opens nothing. What you fill in is sealed on your own device, and only we can open it, once.\n\nIf you can, create a temporary account for us: the page shows how, and reminds you to close it afterwards.\n`,
  asked: {
    backoffice: 'your back office',
    ftp: 'the shop’s files (FTP or SFTP)',
    database: 'the database',
    panel: 'your hosting panel',
    domain: 'your domain name',
    other: 'what the ticket mentions besides',
  },
};

/** @typedef {typeof reply} Reply */
