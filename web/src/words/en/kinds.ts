/** Names of the kinds of item, by their stable ids. */
export const kinds = {
  backoffice: 'Back office',
  ftp: 'FTP, SFTP, SSH',
  database: 'Database',
  panel: 'cPanel, Plesk',
  domain: 'Domain name',
  other: 'Something else',
};

/** Labels of the fields, by kind and field id. */
export const fields = {
  backoffice: {
    url: 'Address of the back office',
    email: 'E-mail of the account',
    password: 'Password',
    environment: 'Shop',
    profile: 'Profile',
  },
  ftp: {
    protocol: 'Protocol',
    host: 'Host',
    port: 'Port',
    username: 'User',
    password: 'Password',
    private_key: 'Private key',
    key_passphrase: 'Passphrase of the key',
    path: 'Path of the shop',
  },
  database: {
    engine: 'Engine',
    host: 'Host',
    port: 'Port',
    name: 'Database',
    username: 'User',
    password: 'Password',
    prefix: 'Table prefix',
    admin_url: 'Address of phpMyAdmin',
  },
  panel: { panel: 'Panel', url: 'Address', username: 'User', password: 'Password' },
  domain: {
    registrar: 'Registrar',
    url: 'Address of the sign-in page',
    domain: 'Domain name',
    username: 'User',
    password: 'Password',
  },
  other: { title: 'What it is', secret: 'Secret text' },
};

export const note = 'Note';

/** How stored choices are shown; one that is not here is shown as it is. */
export const choices = {
  production: 'live shop',
  staging: 'staging shop',
  other: 'other',
  sftp: 'SFTP',
  ftps: 'FTPS',
  ftp: 'FTP (not encrypted)',
  ssh: 'SSH',
};

export type KindWords = typeof kinds;
export type FieldWords = typeof fields;
export type ChoiceWords = typeof choices;
