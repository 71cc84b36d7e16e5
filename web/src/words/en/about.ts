/** What each kind is, on the cards that offer them. */
export const about = {
  backoffice: 'a temporary employee account',
  ftp: 'the shop’s files',
  database: 'MySQL, phpMyAdmin',
  panel: 'hosting panel',
  domain: 'registrar account',
  other: 'any text',
};

export type AboutWords = typeof about;
