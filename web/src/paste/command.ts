/** Command lines: `ssh -p 2222 user@host`, `mysql -h host -u user name`. */

import { type Parts, parts } from './address.ts';
import { isHostName, isPort } from './value.ts';

const PROGRAM = /^(?:[$#%]\s+)?(`?)(ssh|sftp|mysql|mariadb)\s+(\S.*?)\1$/;

/** Null where the shell would have to be asked. */
export function readCommand(line: string): Parts | null {
  const [, , program = '', rest = ''] = (line.length < 400 && PROGRAM.exec(line)) || [];
  if (program === '') return null;
  const words = rest.split(/\s+/).map(unquoted);
  const plain = words.filter((word) => word !== null);
  if (plain.length < words.length) return null;
  return program.startsWith('m') ? mysql(plain) : shell(program, plain);
}

/** A word of a shell line, if it means itself. */
function unquoted(word: string): string | null {
  const [, option = '', inner] = /^(-[a-zA-Z])?'([^']*)'$/.exec(word) ?? [];
  if (inner !== undefined) return option + inner;
  return /['"\\$`|;&<>*]/.test(word) ? null : word;
}

function shell(program: string, words: readonly string[]): Parts | null {
  const { options, plain } = optionsIn(words, /^-([pPiolJF])(.*)$/);
  const [, user, name = '', path] =
    /^([^@\s:]+)@([^@\s:]+|\[[^\]]+\])(?::(.+))?$/.exec(plain[0] ?? '') ?? [];
  const host = name.replace(/^\[|\]$/g, '');
  const port = options.get('p') ?? options.get('P') ?? '';
  if (!isHostName(host) || (port !== '' && !isPort(port))) return null;
  return {
    context: 'ftp',
    marks: [program],
    values: parts({ host, port, username: user, path }),
    whole: plain.length === 1 && [...options.keys()].every((key) => /p/i.test(key)),
  };
}

function mysql(words: readonly string[]): Parts | null {
  const { options, plain } = optionsIn(words, /^-([hPuD])(.*)$/);
  const [host = '', port = '', username] = ['h', 'P', 'u'].map((key) => options.get(key));
  const names = plain.filter((word) => !word.startsWith('-'));
  if (!isHostName(host) || !username || names.length > 1) return null;
  const name = options.get('D') ?? names[0] ?? '';
  const password = plain.find((word) => /^-p./.test(word))?.slice(2) ?? '';
  return {
    context: 'database',
    marks: [],
    values: parts({ host, port, name, username, password }),
    whole: plain.every((word) => /^(?:-p|[^-])/.test(word)),
  };
}

/** Options that take a value, joined to it or not, and the other words. */
function optionsIn(words: readonly string[], takesValue: RegExp) {
  const options = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, key, value] = takesValue.exec(word) ?? [];
    if (!key) plain.push(word);
    else if (value) options.set(key, value);
    else {
      at += 1;
      options.set(key, words[at] ?? '');
    }
  }
  return { options, plain };
}
