/**
 * Ready command lines for what was handed over. What a stranger typed never becomes code: a line is
 * only made if host, user, port and path (or database name) match a strict grammar, none begins with
 * `-`, and whatever is not plain stands in single quotes. Otherwise there is no line.
 */

import { defaultPort } from './protocol/kind.ts';

export type Command = { program: 'sftp' | 'ssh' | 'mysql'; line: string };

type Fields = Readonly<Record<string, string>>;

export function commands(kind: string, fields: Fields): Command[] {
  const made = kind === 'ftp' ? fileAccess(fields) : kind === 'database' ? [mysql(fields)] : [];
  return made.filter((command) => command !== null);
}

function fileAccess(fields: Fields): Array<Command | null> {
  const protocol = fields.protocol || 'sftp';
  if (protocol === 'sftp') return [sftp(fields)];
  return protocol === 'ssh' ? [ssh(fields), sftp(fields)] : [];
}

function sftp(fields: Fields): Command | null {
  const at = place(fields, defaultPort('sftp'));
  const path = fields.path ?? '';
  if (!at || (path !== '' && !PATH.test(path))) return null;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  const target = path === '' ? `${at.user}@${host}` : `${at.user}@${host}:${directory(path)}`;
  return { program: 'sftp', line: `sftp -P ${at.port} ${quoted(target)}` };
}

/**
 * What a server calls a file sftp fetches at once, under its last name, over what has that name: a
 * hostile one would write `.bashrc`. Nothing can be written to a name that ends in `/.`.
 */
function directory(path: string): string {
  return path.endsWith('/') ? `${path}.` : `${path}/.`;
}

function ssh(fields: Fields): Command | null {
  const at = place(fields, defaultPort('ssh'));
  return at && { program: 'ssh', line: `ssh -p ${at.port} ${quoted(`${at.user}@${at.host}`)}` };
}

function mysql(fields: Fields): Command | null {
  const at = place(fields, '3306');
  const name = fields.name ?? '';
  const known = /^(?:mysql|mariadb|mysql\/mariadb)$/i.test(fields.engine || 'mysql');
  if (!at || !known || (name !== '' && !NAME.test(name))) return null;
  // A hostile server asks some clients for any file of theirs.
  const line = `mysql --local-infile=0 -h ${quoted(at.host)} -P ${at.port} -u ${quoted(at.user)} -p`;
  return { program: 'mysql', line: name === '' ? line : `${line} ${quoted(name)}` };
}

/** Host, port and user where all three match their grammar. */
function place(
  fields: Fields,
  fallback: string,
): { host: string; port: string; user: string } | null {
  const host = fields.host ?? '';
  const user = fields.username ?? '';
  const port = fields.port || fallback;
  return isHost(host) && USER.test(user) && isPort(port) ? { host, port, user } : null;
}

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const IPV6 = /^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}$/;
// No blanks: sftp takes what stands behind one for the name under which to write.
const PATH = /^[A-Za-z0-9_./~][A-Za-z0-9_./~@+,-]{0,1023}$/;
const NAME = /^[A-Za-z0-9_$][A-Za-z0-9_$-]{0,63}$/;

function isHost(host: string): boolean {
  return host.length <= 253 && (HOST.test(host) || IPV6.test(host));
}

function isPort(port: string): boolean {
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
}

/** Plain words stay bare so that the usual line is readable; all else in single quotes (POSIX 2.2.2). */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
