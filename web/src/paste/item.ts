/** Makes an item of a group, where it is certain that it is one. */

import { KINDS, type KindId } from '../protocol/kind.ts';
import type { Group } from './group.ts';
import { panelOf, registrarOf } from './place.ts';
import { isEmail, isSecret } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';
import { unwrapped } from './wrap.ts';

export type Fields = Record<string, string>;
type Texts = Partial<Record<FieldName, string>>;
export type Made = { kind: KindId; fields: Fields };

/** Null where a value does not fit the kind, or one that it needs is missing. */
export function itemOf(group: Group, keys: number): Made | null {
  const texts = textsOf(group);
  const kind = texts && (group.context ?? kindOf(texts));
  if (!texts || !kind || kind === 'foreign') return null;
  const made = MAKERS[kind](texts, group.marks);
  const fields = made && fitting(kind, made);
  if (!fields) return null;
  const opens = group.values.has('password') || (kind === 'ftp' && keys === 1 && isForKey(fields));
  return opens ? { kind, fields } : null;
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
  for (const { field, text, wrap } of all.filter(({ state }) => state === 'given')) {
    const isBare = !isSecret(field) || wrap === '';
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

type Maker = (texts: Texts, marks: readonly string[]) => Fields | null;

const MAKERS: Readonly<Record<Exclude<Context, 'foreign'>, Maker>> = {
  ftp: ({ domain: _, protocol, ...texts }, marks) => ({
    ...texts,
    protocol: protocol ? protocolIn(protocol) : protocolOf(texts, marks),
  }),
  database: ({ domain: _, ...texts }) => texts,
  panel: ({ domain: _, ...texts }, marks) => account(texts, { panel: panelOf(marks, texts.url) }),
  backoffice,
  domain: (texts, marks) => account(texts, { registrar: registrarOf(marks, texts.url) }),
};

/** An account whose user name may be an e-mail address. */
function account({ email, username = email, ...rest }: Texts, at: Fields): Fields | null {
  return email && email !== username ? null : { ...at, ...rest, username: username ?? '' };
}

function backoffice(texts: Texts, marks: readonly string[]): Fields | null {
  const { username = '', email = username, domain = '', path = '', ...rest } = texts;
  if (!isEmail(email) || (username !== '' && username !== email)) return null;
  const scheme = marks.includes('https') ? 'https://' : '';
  const url = domain && path && `${scheme}${domain}/${path.replace(/^\//, '')}`;
  if (path !== '' && url === '') return null;
  const [environment = '', other] = marks.filter((mark) => /^(?:staging|production)$/.test(mark));
  if (other) return null;
  return { url, email, environment, ...rest };
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

/**
 * The fields that say something, if the kind has them all and none that it requires is missing but a
 * password that is said to be elsewhere. An empty prefix is one: else the form would offer its own.
 */
function fitting(kind: KindId, made: Fields): Fields | null {
  const said = Object.entries(made).filter(([id, text]) => text !== '' || id === 'prefix');
  const fields = Object.fromEntries(said);
  const known = KINDS[kind].map(({ id }) => id);
  const isWhole = KINDS[kind].every(
    ({ id, required }) => !required || id === 'password' || fields[id],
  );
  return isWhole && said.every(([id]) => known.includes(id)) ? fields : null;
}
