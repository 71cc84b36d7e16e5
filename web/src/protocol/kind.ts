/** The kinds of item and their fields: stable ids, in the order in which they are shown. */

export type KindId = 'backoffice' | 'ftp' | 'database' | 'panel' | 'domain' | 'other';

/** One field of a kind. `secret` is masked and never logged, `fallback` is the default value. */
export type Field = {
  id: string;
  secret?: true;
  multiline?: true;
  required?: true;
  choices?: readonly string[];
  fallback?: string;
};

export const KINDS: Readonly<Record<KindId, readonly Field[]>> = {
  backoffice: [
    { id: 'url', required: true },
    { id: 'email', required: true },
    { id: 'password', secret: true, required: true },
    { id: 'environment', choices: ['staging', 'production'] },
    { id: 'profile' },
  ],
  ftp: [
    { id: 'protocol', choices: ['sftp', 'ftps', 'ftp', 'ssh'], fallback: 'sftp' },
    { id: 'host', required: true },
    { id: 'port' },
    { id: 'username', required: true },
    { id: 'password', secret: true },
    { id: 'private_key', secret: true, multiline: true },
    { id: 'key_passphrase', secret: true },
    { id: 'path' },
  ],
  database: [
    { id: 'engine', fallback: 'MySQL/MariaDB' },
    { id: 'host', required: true },
    { id: 'port', fallback: '3306' },
    { id: 'name', required: true },
    { id: 'username', required: true },
    { id: 'password', secret: true, required: true },
    { id: 'prefix', fallback: 'ps_' },
    { id: 'admin_url' },
  ],
  panel: [
    { id: 'panel', choices: ['cPanel', 'Plesk', 'other'] },
    { id: 'url', required: true },
    { id: 'username', required: true },
    { id: 'password', secret: true, required: true },
  ],
  domain: [
    { id: 'registrar', required: true },
    { id: 'url' },
    { id: 'domain' },
    { id: 'username', required: true },
    { id: 'password', secret: true, required: true },
  ],
  other: [{ id: 'title' }, { id: 'secret', secret: true, multiline: true, required: true }],
};

/** What a shop hosted on the PrestaShop Hosted offer is ever asked for. */
export const HOSTED_KINDS: readonly KindId[] = ['backoffice', 'domain'];

/** Whether this build knows the kind; others are shown as text. */
export function isKind(kind: string): kind is KindId {
  return Object.hasOwn(KINDS, kind);
}

/** The port of [ftp] where none is given. */
export function defaultPort(protocol: string): string {
  return protocol === 'ftp' || protocol === 'ftps' ? '21' : '22';
}
