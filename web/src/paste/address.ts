/** Addresses with a sign-in inside (`sftp://user@host`) and command lines (`ssh -p 2222 user@host`). */

import { isHostName, isPort, type Value } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';

/** The parts of one access that stand in one piece of text. */
export type Parts = { context: Context; marks: string[]; values: Value[]; whole: boolean };

const ADDRESS =
  /^(sftp|ftp|ftpe?s|ssh|mysql2?|mariadb):\/\/(?:([^\s/?#]*)@)?(\[[\da-f:.]*\]|[^\s@/?#:[\]]*)(?::(\d{1,5}))?(\/[^\s?#]*)?(\?[^\s#]*)?$/i;

/** An address of file access or of a database; null where a part of it could be read in two ways. */
export function readAddress(text: string): Parts | null {
  const [, scheme = '', signIn = '', host = '', port = '', path = '', query] =
    (text.length < 2000 && ADDRESS.exec(text)) || [];
  const name = host.replace(/^\[|\]$/g, '');
  const cut = signIn.indexOf(':');
  const [username, password] =
    cut < 0 ? [signIn, ''] : [signIn.slice(0, cut), signIn.slice(cut + 1)];
  const parts = [username, password, path].map(decoded);
  if (!isHostName(name) || (port !== '' && !isPort(port)) || parts.includes(null)) return null;
  const [user = '', secret = '', place = ''] = parts.map((part) => part ?? '');
  const isDatabase = /^m/i.test(scheme);
  if ((query !== undefined && !isDatabase) || user.includes(';')) return null;
  const values = given({ host: name, port, username: user, password: secret });
  const rest = isDatabase
    ? given({ name: place.slice(1) })
    : given({ path: place === '/' ? '' : place });
  return {
    context: isDatabase ? 'database' : 'ftp',
    marks: isDatabase ? [] : [scheme.toLowerCase().replace('ftpes', 'ftps')],
    values: [...values, ...rest],
    whole: query === undefined,
  };
}

/** Percent-decoding may only be undone where it is whole: `50%off` is a password, not an escape. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function given(parts: Partial<Record<FieldName, string>>): Value[] {
  return Object.entries(parts)
    .filter(([, text]) => text !== '')
    .map(([field, text]) => ({
      field: field as FieldName,
      text,
      wrap: '',
      state: 'given',
      whole: true,
    }));
}

const PROGRAM = /^(?:[$#%]\s+)?(`?)(ssh|sftp|mysql|mariadb)\s+(\S.*?)\1$/;

/** A command line of `ssh`, `sftp` or `mysql`; null where the shell would have to be asked. */
export function readCommand(line: string): Parts | null {
  const [, , program = '', rest = ''] = (line.length < 400 && PROGRAM.exec(line)) || [];
  const words = rest.split(/\s+/).map(unquoted);
  if (rest === '' || words.includes(null)) return null;
  const plain = words.filter((word) => word !== null);
  return /^m/.test(program) ? mysql(plain) : shell(program, plain);
}

/** A word of a shell line, if it means itself. */
function unquoted(word: string): string | null {
  const [, option = '', inner] = /^(-[a-zA-Z]|--[a-z]+=)?'([^']*)'$/.exec(word) ?? [];
  if (inner !== undefined) return option + inner;
  return /['"\\$`|;&<>*]/.test(word) ? null : word;
}

function shell(program: string, words: string[]): Parts | null {
  const { options, plain } = sorted(words, /^-([pPiolJF])(.*)$/);
  const [, user = '', host = '', path = ''] =
    /^([^@\s:]+)@([^@\s:]+|\[[^\]]+\])(?::(.+))?$/.exec(plain[0] ?? '') ?? [];
  const port = options.get('p') ?? options.get('P') ?? '';
  if (!isHostName(host.replace(/^\[|\]$/g, '')) || (port !== '' && !isPort(port))) return null;
  const values = given({ host: host.replace(/^\[|\]$/g, ''), port, username: user, path });
  const known = plain.length === 1 && [...options.keys()].every((key) => /^p$/i.test(key));
  return { context: 'ftp', marks: [program], values, whole: known };
}

function mysql(words: string[]): Parts | null {
  const { options, plain } = sorted(words, /^-([hPuD])(.*)$/);
  const long = new Map(
    plain.flatMap((word) => {
      const [, key = '', value] = /^--(host|port|user|password)=(.*)$/.exec(word) ?? [];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  const short = plain.find((word) => /^-p./.test(word))?.slice(2);
  const names = plain.filter((word) => !word.startsWith('-'));
  const host = options.get('h') ?? long.get('host') ?? '';
  const username = options.get('u') ?? long.get('user') ?? '';
  if (!isHostName(host) || username === '' || names.length > 1) return null;
  return {
    context: 'database',
    marks: [],
    values: given({
      host,
      port: options.get('P') ?? long.get('port') ?? '',
      name: options.get('D') ?? names[0] ?? '',
      username,
      password: short ?? long.get('password') ?? '',
    }),
    whole: plain.every(
      (word) => !word.startsWith('-') || /^-p|^--(?:host|port|user|password)/.test(word),
    ),
  };
}

/** Options that take a value, joined to it or not, and the other words. */
function sorted(words: readonly string[], takesValue: RegExp) {
  const options = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, key, joined] = takesValue.exec(word) ?? [];
    if (!key) plain.push(word);
    else if (joined) options.set(key, joined);
    else {
      at += 1;
      options.set(key, words[at] ?? '');
    }
  }
  return { options, plain };
}
