/** After the opening or the end: what the sender does now. */
export const words = {
  late: {
    title: (n: number) =>
      n === 1 ? 'The link was tried again afterwards' : `The link was tried ${n} times afterwards`,
    taken:
      'Nothing more was given out. It may be a colleague at support, a mail scanner, or somebody who read the ticket. Ask support whether it was they who opened the link. If not, close the access now.',
    unread:
      'Nothing was given out: everything was already erased. It may be support, who came too late, or somebody who read the ticket.',
  },
  notThem: 'If that was not your support team, close the access now, then tell them.',
  title: 'Close what you opened',
  later: 'When support has finished',
  past: 'What you closed',
  hint: 'This list never contains your passwords.',
  generic:
    'This device does not know what you shared, so here is the whole list. Skip what you did not share.',
  count: (n: number, all: number) => `${n} of ${all} closed.`,
  kept: 'Your ticks are remembered on this device.',
  unkept:
    'Your ticks are erased when you leave this page: this device does not remember the receipt.',
  steps: {
    backoffice: {
      do: 'Deactivate or delete the temporary employee',
      where:
        'Back office: Advanced Parameters → Team → Employees. If it was your own account, change its password.',
    },
    ftp: {
      do: 'Delete the FTP, SFTP or SSH account, or change its password',
      where: 'Your hosting panel: FTP or SSH accounts. Remove the key too, if you shared one.',
    },
    database: {
      do: 'Change the database password',
      where:
        'Your hosting panel: databases. Put it into the file app/config/parameters.php at once, or the shop stops working.',
    },
    panel: {
      do: 'Change the password of the hosting panel',
      where: 'cPanel, Plesk or your host’s customer area. Or delete the additional user.',
    },
    domain: {
      do: 'Change the password of the registrar account',
      where: 'Your registrar’s customer area. Withdraw the delegation too, if you made one.',
    },
    other: {
      do: 'Change or revoke whatever else you shared',
      where: 'Passwords, keys and tokens in texts and files.',
    },
  },
  all: 'All closed. Nothing is left to do.',
  again: {
    button: 'Seal again',
    hint: 'With the same kinds of access. You fill in the values again: this page has not kept them.',
  },
};

export type CloseWords = typeof words;
