/** The message around the link. It stands in a ticket, which is read in one language or the other. */
export const ticket = (link: string, until: string, passphrase: boolean) =>
  `Hello,\n\nHere is the access. The link opens once, until ${until}; please copy what you need when you open it.\n\n${link}\n${
    passphrase ? '\nIt asks for a passphrase: I will tell you by telephone.\n' : ''
  }\nPlease say when you have finished, so that I can close the access.\n`;
