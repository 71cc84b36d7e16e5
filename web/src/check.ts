/** Checks on what was typed, made on this device before sealing. They warn and offer a fix; only an empty required field stops the sealing. */

import { type Field, KINDS, type KindId } from './protocol/kind.ts';

export type Doubt =
  | 'spaces'
  | 'quotes'
  | 'host'
  | 'port'
  | 'https'
  | 'http'
  | 'admin'
  | 'email'
  | 'root'
  | 'publicKey'
  | 'cutKey';

type Fields = Readonly<Record<string, string>>;

/** `fixed`: the fields that one press would change, with their new values. */
export type Finding = { doubt: Doubt; fixed?: Fields };

/** What is wrong with a value; as text where only this value would change, as fields where others would, too. */
type Found = { doubt: Doubt; fixed?: string | Fields } | null;
type Check = (value: string, fields: Fields) => Found;

/** Everything doubtful about one value; an empty value is never doubtful. */
export function check(kind: KindId, field: string, fields: Fields): Finding[] {
  const value = fields[field] ?? '';
  if (value === '') return [];
  return (CHECKS[`${kind}.${field}`] ?? []).flatMap((test) => {
    const found = test(value, fields);
    if (!found) return [];
    const { doubt, fixed } = found;
    if (fixed === undefined) return [{ doubt }];
    return [{ doubt, fixed: typeof fixed === 'string' ? { [field]: fixed } : fixed }];
  });
}

/** Shorter than this, what somebody thought of is guessed (NIST SP 800-63B asks for 15 where a secret stands alone; this one comes on top of a link). */
const SHORT = 12;

/** A doubtful passphrase; without `fixed` only another one mends it. */
export function passphraseDoubts(
  value: string,
): Array<{ doubt: 'spaces' | 'short'; fixed?: string }> {
  if (value === '') return [];
  const fixed = value.replace(AROUND, '');
  return [
    ...(fixed === value || fixed === '' ? [] : [{ doubt: 'spaces', fixed } as const]),
    ...([...value].length < SHORT ? [{ doubt: 'short' } as const] : []),
  ];
}

/** Ids of the required fields of an item that are still empty, in order of the form. */
export function missing(kind: KindId, fields: Readonly<Record<string, string>>): string[] {
  return KINDS[kind]
    .filter((field) => field.required && isEmpty(field, fields[field.id]))
    .map((field) => field.id);
}

/** Blanks alone fill no field, except where a secret could be made of them. */
function isEmpty(field: Field, value: string | undefined): boolean {
  return (field.secret ? (value ?? '') : (value ?? '').trim()) === '';
}

// \s has the no-break space and U+FEFF; the zero-width ones come with copies from web pages.
const AROUND = /^[\s\u200b-\u200d\u2060]+|[\s\u200b-\u200d\u2060]+$/g;

function spaces(value: string): Found {
  const fixed = value.replace(AROUND, '');
  return fixed === value || fixed === '' ? null : { doubt: 'spaces', fixed };
}

function quotes(value: string): Found {
  const fixed = value.replace(/[\u2018\u2019\u201a]/g, "'").replace(/[\u201c-\u201e]/g, '"');
  return fixed === value ? null : { doubt: 'quotes', fixed };
}

// scheme://user:password@host:port/path, of which all but the host may be missing.
const ADDRESS =
  /^\s*(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^@/\s]*)@)?(\[[^\]\s]*\]|[^:/?#@\s]+)(?::(\d*))?(\/[^?#\s]*)?(?:[?#]\S*)?\s*$/i;

/** An address where a name belongs: its parts go where they belong, if nothing stands there yet. */
function host(value: string, fields: Fields): Found {
  const [, scheme = '', signIn = '', name = '', port = '', path = ''] = ADDRESS.exec(value) ?? [];
  if (name === '' || name === value.trim()) return null;
  const [username = '', password = ''] = signIn.split(/:(.*)/s);
  const parts = { username, password, port, path: path === '/' ? '' : path };
  const missing = Object.entries(parts).filter(([id, part]) => part !== '' && !fields[id]);
  const protocol = PROTOCOLS.includes(scheme.toLowerCase()) ? scheme.toLowerCase() : undefined;
  return {
    doubt: 'host',
    fixed: { ...Object.fromEntries(missing), ...(protocol && { protocol }), host: name },
  };
}

const PROTOCOLS: readonly string[] = ['sftp', 'ftps', 'ftp', 'ssh'];

/** A database has no folder and no protocol to put those parts into; `localhost:/run/mysqld.sock` is a name. */
function databaseHost(value: string, fields: Fields): Found {
  if (/^\s*\w+:\/(?!\/)/.test(value)) return null;
  const found = host(value, fields);
  if (typeof found?.fixed !== 'object') return found;
  const { path: _path, protocol: _protocol, ...fixed } = found.fixed;
  return { ...found, fixed };
}

/** `usual` is what stands for the port that nobody has to give. */
function port(usual: string): Check {
  return (value) => {
    const number = Number(value.trim());
    const fits = /^\s*\d{1,5}\s*$/.test(value) && number >= 1 && number <= 65535;
    return fits ? null : { doubt: 'port', fixed: usual };
  };
}

function https(value: string): Found {
  const address = value.trim();
  if (/^http:\/\//i.test(address))
    return { doubt: 'http', fixed: address.replace(/^http/i, 'https') };
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
    ? null
    : { doubt: 'https', fixed: `https://${address.replace(/^\/+/, '')}` };
}

function admin(value: string): Found {
  return /\/admin\/?(?:index\.php)?\s*$/i.test(value) ? { doubt: 'admin' } : null;
}

const EMAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@.,;:<>"()]+$/;

/** Mail programs copy an address as `mailto:` or `Name <address>`. */
function email(value: string): Found {
  if (EMAIL.test(value.trim())) return null;
  const bare = value.replace(/^\s*mailto:/i, '').replace(/^.*<([^<>]*)>.*$/s, '$1');
  const fixed = bare.replace(/^[\s"',;:]+|[\s"',;:.]+$/g, '');
  return EMAIL.test(fixed) ? { doubt: 'email', fixed } : { doubt: 'email' };
}

function root(value: string): Found {
  return value.trim() === 'root' ? { doubt: 'root' } : null;
}

/** A key pair has two halves, and only one of them opens anything. */
function privateKey(value: string): Found {
  if (/^\s*(?:ssh-|ecdsa-|sk-|-----BEGIN (?:RSA |SSH2 )?PUBLIC)/.test(value))
    return { doubt: 'publicKey' };
  const begins = /-----BEGIN [A-Z ]+-----/.test(value);
  return begins && !/-----END [A-Z ]+-----\s*$/.test(value) ? { doubt: 'cutKey' } : null;
}

const PASSWORD: readonly Check[] = [spaces, quotes];

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'backoffice.url': [https, admin],
  'backoffice.email': [email],
  'backoffice.password': PASSWORD,
  'ftp.host': [host],
  'ftp.port': [port('')],
  'ftp.username': [root],
  'ftp.password': PASSWORD,
  'ftp.private_key': [privateKey],
  'ftp.key_passphrase': PASSWORD,
  'database.host': [databaseHost],
  'database.port': [port('3306')],
  'database.username': [root],
  'database.password': PASSWORD,
  'database.admin_url': [https],
  'panel.url': [https],
  'panel.username': [root],
  'panel.password': PASSWORD,
  'domain.url': [https],
  'domain.password': PASSWORD,
};
