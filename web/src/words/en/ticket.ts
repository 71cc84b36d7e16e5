/** The message around the link. It stands in a ticket, which is read in one language or the other. */
export const ticket = (link: string, until: string, passphrase: boolean) =>
  `Hello,\n\nHere is the access you asked for. The link opens once, until ${until}; please copy what you need when you open it.\n\n${link}\n${
    passphrase ? '\nIt asks for a passphrase: I will tell it to you by telephone.\n' : ''
  }\nPlease tell me when you have finished: I will then close the access.\n`;
