/** Makes an item of a group, where it is certain that it is one. */

import { KINDS, type KindId } from '../protocol/kind.ts';
import { type Group, isDatabaseUrl, registrarAt } from './groups.ts';
import { isEmail, unwrapped } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';

type Fields = Record<string, string>;
type Texts = Partial<Record<FieldName, string>>;
type Made = { kind: KindId; fields: Fields };

/** Null where a value does not fit the kind, or one that it needs is missing. */
export function itemOf(group: Group, keys: number): Made | null {
  const texts = textsOf(group);
  const kind = texts && (group.context ?? kindOf(texts));
  if (!texts || !kind || kind === 'foreign') return null;
  const made = MAKERS[kind](texts, group.marks);
  if (!made || !isComplete(kind, made)) return null;
  const said = group.values.has('password') || (kind === 'ftp' && keys === 1 && isForKey(made));
  return said ? { kind, fields: present(made) } : null;
}

/** File access that can be by a private key. */
export function isForKey({ protocol }: Fields): boolean {
  return protocol === undefined || protocol === 'ssh' || protocol === 'sftp';
}

/** Marks around a password are left out only where the other values of the group stand in the same ones. */
function textsOf({ values, sure }: Group): Texts | null {
  const all = [...values.values()];
  if (!sure || all.some(({ state }) => state === 'unsure')) return null;
  const texts: Texts = {};
  for (const { field, text, wrap, state } of all) {
    if (state === 'none') continue;
    const isBare = (field !== 'password' && field !== 'passphrase') || wrap === '';
    if (!isBare && !all.some((other) => other.field !== field && other.wrap === wrap)) return null;
    texts[field] = isBare ? text : unwrapped(text).text;
  }
  return texts;
}

function kindOf({ host = '', port, protocol, path, name, username }: Texts): Context | null {
  if (name || !username) return null;
  const isFiles =
    protocol || port === '21' || port === '22' || path || /^(?:s?ftp|ssh)\d*\./i.test(host);
  return isFiles ? 'ftp' : null;
}

const MAKERS: Readonly<
  Record<Exclude<Context, 'foreign'>, (texts: Texts, marks: string[]) => Fields | null>
> = {
  ftp: (texts, marks) => {
    const { protocol = protocolOf(texts, marks), passphrase = '', ...rest } = texts;
    return taken({ protocol: protocolIn(protocol), key_passphrase: passphrase, ...rest }, [
      'domain',
    ]);
  },
  database: ({ url = '', ...texts }) =>
    url === '' || isDatabaseUrl(url) ? taken({ ...texts, admin_url: url }, ['domain']) : null,
  panel: ({ email = '', username = email, ...texts }, marks) =>
    email !== '' && email !== username
      ? null
      : taken(
          {
            panel: marks.find((mark) => PANELS.has(mark)) ?? panelAt(texts.url),
            username,
            ...texts,
          },
          ['domain'],
        ),
  backoffice,
  domain: ({ email = '', username = email, registrar, ...texts }, marks) =>
    taken(
      {
        registrar:
          registrar ?? marks.find((mark) => REGISTRARS.has(mark)) ?? registrarAt(texts.url ?? ''),
        username,
        ...texts,
      },
      [],
    ),
};

const PANELS = new Set(['cPanel', 'Plesk', 'other']);
const REGISTRARS = new Set(['OVH', 'Gandi', 'IONOS', 'GoDaddy', 'Namecheap']);

function panelAt(url = ''): string {
  if (/:208[2367]\b/.test(url)) return 'cPanel';
  return /:8(?:443|880)\b/.test(url) ? 'Plesk' : 'other';
}

function backoffice(texts: Texts, marks: string[]): Fields | null {
  const { username = '', email = username, domain = '', path = '', ...rest } = texts;
  if (!isEmail(email) || (username !== '' && username !== email)) return null;
  const scheme = marks.includes('https') ? 'https://' : '';
  const built = domain !== '' && path !== '' ? `${scheme}${domain}/${path.replace(/^\//, '')}` : '';
  if ((built === '') !== (path === '')) return null;
  const environment = marks.find((mark) => mark === 'staging' || mark === 'production') ?? '';
  return taken({ url: built, email, environment, ...rest }, []);
}

/** The fields as they are, if the kind of their place has them all; `aside` ones are left as text. */
function taken(fields: Fields, aside: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([id]) => !aside.includes(id)));
}

function protocolIn(text: string): string {
  const [, word = ''] = /^(sftp|ftps|ftpes|ftp|ssh)\b/i.exec(text) ?? [];
  const name = word.toLowerCase().replace('ftpes', 'ftps');
  return name === 'ftp' && /tls|ssl/i.test(text) ? 'ftps' : name;
}

function protocolOf({ port, host = '' }: Texts, marks: readonly string[]): string {
  const named = new Set(marks.filter((mark) => /ftp|ssh/.test(mark)));
  const [only = ''] = named;
  if (named.size === 1) return only === 'ftp' && port === '22' ? 'sftp' : only;
  if (named.size === 2 && !named.has('ftp') && !named.has('ftps')) return 'sftp';
  if (port === '22' || /^sftp\./i.test(host)) return 'sftp';
  return port === '21' ? 'ftp' : '';
}

/** Every value has its field, and no required one is empty but a password that is said to be elsewhere. */
function isComplete(kind: KindId, fields: Fields): boolean {
  const known = KINDS[kind].map(({ id }) => id);
  return (
    Object.keys(fields).every((id) => known.includes(id)) &&
    KINDS[kind].every(({ id, required }) => !required || id === 'password' || fields[id])
  );
}

/** An empty prefix is one: without it the form would offer its own. */
function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([id, value]) => value !== '' || id === 'prefix'),
  );
}
