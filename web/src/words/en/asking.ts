/** The message around the request link. It stands in a ticket, in the merchant's language. */
export const asking = (link: string, until: string, what: string) =>
  `Hello,\n\nTo look into this, we need access to ${what}.\n\nPlease do not write any password in the ticket. Use this page instead, until ${until}:\n\n${link}\n\nThis link only lets you give us access; it opens nothing. What you fill in is sealed on your own device, and only we can open it, once.\n\nIf you can, create a temporary account for us: the page shows how, and reminds you to close it afterwards.\n`;

/** What is asked for, in the middle of that sentence. */
export const asked = {
  backoffice: 'your back office',
  ftp: 'the shop’s files (FTP or SFTP)',
  database: 'the database',
  panel: 'your hosting panel',
  domain: 'your domain name',
  other: 'what the ticket mentions besides',
};

export type AskedWords = typeof asked;
