/**
 * Sorts pasted text into items, on this device. Only what is certain becomes a typed item: an address
 * with its sign-in inside, or a block of clear `Host: / User: / Password:` lines. Every other line is
 * kept as `other`, in its order, so that nothing is dropped.
 */

import { KINDS, type KindId } from './protocol/kind.ts';

export type Pasted = { kind: KindId; fields: Record<string, string> };

/** A recogniser takes one block (lines without an empty one between) and answers an item or null. */
type Recogniser = (block: string) => Pasted | null;

export function sort(text: string): Pasted[] {
  const typed: Pasted[] = [];
  const rest: string[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n/)) {
    const item = RECOGNISERS.reduce<Pasted | null>(
      (found, recognise) => found ?? recognise(block),
      null,
    );
    if (item) typed.push(item);
    else rest.push(block);
  }
  const secret = rest.join('\n\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
  return secret === '' ? typed : [...typed, { kind: 'other', fields: { secret } }];
}

const SCHEMES: Readonly<Record<string, string>> = {
  'sftp:': 'sftp',
  'ftp:': 'ftp',
  'ftps:': 'ftps',
  'ssh:': 'ssh',
};

/** `sftp://user:password@host:port/path`, alone in its block. */
function signInUrl(block: string): Pasted | null {
  const text = block.trim();
  const url = /^\S+$/.test(text) ? (URL.parse?.(text) ?? parseUrl(text)) : null;
  const protocol = url && SCHEMES[url.protocol];
  if (!url || !protocol || !url.username || !url.hostname) return null;
  const username = decoded(url.username);
  const password = decoded(url.password);
  const path = decoded(url.pathname === '/' ? '' : url.pathname);
  if (
    username === null ||
    password === null ||
    path === null ||
    url.search !== '' ||
    url.hash !== ''
  )
    return null;
  return {
    kind: 'ftp',
    fields: present({ protocol, host: url.hostname, port: url.port, username, password, path }),
  };
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Percent-decoding may only be undone where it is whole: `50%off` is a password, not an escape. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const LABELS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:host(?:name)?|server|serveur|hôte)$/i, 'host'],
  [/^(?:user(?:name)?|login|utilisateur|identifiant)$/i, 'username'],
  [/^(?:pass(?:word)?|mot de passe)$/i, 'password'],
  [/^port$/i, 'port'],
  [/^(?:protocol|protocole)$/i, 'protocol'],
  [/^(?:path|chemin|dossier|directory)$/i, 'path'],
  [/^(?:database|db|base|database name|base de données|nom de la base)$/i, 'name'],
  [/^(?:prefix|préfixe)$/i, 'prefix'],
  [/^(?:url|address|adresse)$/i, 'url'],
  [/^(?:e-?mail)$/i, 'email'],
];

/** A block in which every line is `Label: value` with a label known here, none twice. */
function labelledLines(block: string): Pasted | null {
  const found: Record<string, string> = {};
  for (const line of block.split('\n').filter((text) => text.trim() !== '')) {
    const pair = /^\s*([^:=]{2,24}?)\s*[:=][^\S\n]?(.*)$/.exec(line);
    const id = pair && LABELS.find(([label]) => label.test(pair[1] ?? ''))?.[1];
    const value = pair?.[2] ?? '';
    if (!id || Object.hasOwn(found, id)) return null;
    if (value !== '') found[id] = id === 'password' ? value : value.trim();
  }
  if (found.protocol) found.protocol = found.protocol.toLowerCase();
  const kind = kindOf(found);
  return kind && { kind, fields: found };
}

/** The one kind that has all these fields; null where none or where two would be a guess. */
function kindOf(found: Readonly<Record<string, string>>): KindId | null {
  if (!found.password || Object.keys(found).length < 3) return null;
  if (found.email) return fits('backoffice', found);
  if (found.name) return fits('database', found);
  return isFileAccess(found) ? fits('ftp', found) : null;
}

function isFileAccess(found: Readonly<Record<string, string>>): boolean {
  if (found.protocol) return Object.values(SCHEMES).includes(found.protocol);
  return (
    /^(?:s?ftp|ssh)\./i.test(found.host ?? '') ||
    found.port === '21' ||
    found.port === '22' ||
    found.path !== undefined
  );
}

function fits(kind: KindId, found: Readonly<Record<string, string>>): KindId | null {
  return Object.keys(found).every((id) => KINDS[kind].some((field) => field.id === id))
    ? kind
    : null;
}

function present(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

const RECOGNISERS: readonly Recogniser[] = [signInUrl, labelledLines];
