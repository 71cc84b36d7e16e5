/** After the opening or the end: what the sender does now. */
export const words = {
  late: {
    title: (n: number) =>
      n === 1 ? 'The link was tried again afterwards' : `The link was tried ${n} times afterwards`,
    taken:
      'Whoever tried got nothing. It may be a colleague at support, a mail scanner, or somebody who read the ticket. Ask support whether they opened it first. If not, close the access now.',
    unread:
      'Whoever tried got nothing: it was erased before. It may be support, who come too late, or somebody who read the ticket.',
  },
  notThem: 'Was that not your support team? Close the access now, then tell them.',
  title: 'Close what you opened',
  later: 'When they are finished',
  hint: 'Only names stand here, never your passwords.',
  generic:
    'This device does not know what you shared, so here is everything. Pass over what you did not share.',
  count: (n: number, all: number) => `${n} of ${all} closed.`,
  kept: 'Your ticks are remembered on this device.',
  unkept: 'Your ticks stay on this page only: this device does not remember the receipt.',
  steps: {
    backoffice: {
      do: 'Deactivate or delete the temporary employee',
      where:
        'Back office: Advanced Parameters → Team → Employees. If it was your own account, change its password.',
    },
    ftp: {
      do: 'Delete the FTP, SFTP or SSH account, or change its password',
      where: 'Your hosting panel: FTP or SSH accounts. Remove a key that you handed over as well.',
    },
    database: {
      do: 'Change the database password',
      where:
        'Your hosting panel: databases. Then at once in the shop’s file parameters.php (in app/config), or the shop stands still.',
    },
    panel: {
      do: 'Change the password of the hosting panel',
      where: 'cPanel, Plesk or your host’s customer area. Or delete the additional user.',
    },
    domain: {
      do: 'Change the password at the registrar',
      where: 'Your registrar’s customer area. Or withdraw the delegation.',
    },
    other: {
      do: 'Change or cancel whatever else you shared',
      where: 'Passwords, keys and tokens in texts and files.',
    },
  },
  all: 'All closed. Nothing is left to do.',
  again: {
    button: 'Seal again',
    hint: 'With the same kinds of access. You fill in the values again: nobody kept them.',
  },
};

export type CloseWords = typeof words;
