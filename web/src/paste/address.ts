/** Addresses with a sign-in inside: `sftp://user@host`, `mysql://user@host/name`. */

import { contextAt } from './place.ts';
import { given, isEmail, isHostName, isPort, isUrl, type Value } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';

/** The parts of one access that stand in one piece of text. */
export type Parts = { context: Context; marks: string[]; values: Value[]; whole: boolean };

const ADDRESS =
  /^(sftp|ftp|ftpe?s|ssh|mysql2?|mariadb):\/\/(?:([^\s/?#]*)@)?(\[[\da-f:.]*\]|[^\s@/?#:[\]]*)(?::(\d{1,5}))?(\/[^\s?#]*)?(\?[^\s#]*)?$/i;

/** An address with all of one access in it; null where a part of it could be read in two ways. */
export function readAddress(text: string): Parts | null {
  return readWebAddress(text) ?? readServiceAddress(text);
}

const SIGNED = /^(https?:\/\/)([^\s/?#@:]+):([^\s/?#@:]+)@([^\s@]+)$/i;

/** The address of a panel or back office: elsewhere the sign-in may be the web server's own. */
function readWebAddress(text: string): Parts | null {
  const whole = text.length < 2000 && SIGNED.exec(text);
  if (!whole) return null;
  const [, scheme = '', user = '', secret = '', place = ''] = whole;
  const url = scheme + place;
  const [username, password] = [user, secret].map(decoded);
  const values = parts({ url, username, password });
  const context = contextAt(values);
  const isKnown = context === 'panel' || (context === 'backoffice' && isEmail(username ?? ''));
  if (!isKnown || !isUrl(url) || values.length < 3) return null;
  return { context, marks: [], values, whole: true };
}

/** File access or a database. */
function readServiceAddress(text: string): Parts | null {
  const whole = text.length < 2000 && ADDRESS.exec(text);
  if (!whole) return null;
  const [, scheme = '', signIn = '', host = '', port = '', path = '', query] = whole;
  const name = host.replace(/^\[|\]$/g, '');
  const cut = signIn.indexOf(':');
  const [username, password] =
    cut < 0 ? [signIn, ''] : [signIn.slice(0, cut), signIn.slice(cut + 1)];
  const [user, secret, place] = [username, password, path].map(decoded);
  if (!isHostName(name) || (port !== '' && !isPort(port))) return null;
  if (user === null || secret === null || place === null || user?.includes(';')) return null;
  const isDatabase = /^m/i.test(scheme);
  if (query !== undefined && !isDatabase) return null;
  const access = { host: name, port, username: user, password: secret };
  return {
    context: isDatabase ? 'database' : 'ftp',
    marks: isDatabase ? [] : [scheme.toLowerCase().replace('ftpes', 'ftps')],
    values: parts(
      isDatabase
        ? { ...access, name: place?.slice(1) }
        : { ...access, path: place === '/' ? '' : place },
    ),
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

/** The parts that are there. */
export function parts(of: { [field in FieldName]?: string | null | undefined }): Value[] {
  return Object.entries(of).flatMap(([field, text]) =>
    text ? given(field as FieldName, text) : [],
  );
}
