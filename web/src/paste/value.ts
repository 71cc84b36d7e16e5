/** What may stand in a field, and what only looks like a value. */

import { type State, stateOf } from './secret.ts';
import type { FieldName } from './vocabulary.ts';
import { unwrapped } from './wrap.ts';

export type Value = {
  field: FieldName;
  text: string;
  /** Marks around the value, left out of every text but a password's: there they may belong to it. */
  wrap: string;
  state: State;
  /** Whether nothing but the value stood there. */
  whole: boolean;
};

const EMAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@.,;:<>"()]+$/;
const NAME = /^[a-z0-9_][a-z0-9._-]*$/i;
const IPV6 = /^(?=[^:]*:[^:]*:)[0-9a-f:.]{2,45}$/i;

export const isEmail = (text: string): boolean => EMAIL.test(text);

/** Whether it can be nothing but a host: with a dot, or `localhost`. */
export function isHost(text: string): boolean {
  return IPV6.test(text) || text === 'localhost' || (isHostName(text) && text.includes('.'));
}

/** A host as configuration files name it: `mysql` is one there. */
export function isHostName(text: string): boolean {
  return text.length < 254 && (IPV6.test(text) || (NAME.test(text) && !/\.\.|[.-]$/.test(text)));
}

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65536;
}

export function isUrl(text: string): boolean {
  return !SIGNED.test(text) && (WEB.test(text) || BARE.test(text));
}

const WEB = /^https?:\/\/[^\s<>"]+$/i;
const BARE = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/\S*)?$/;
/** A user, or a user and a password, in front of the host: even one with a slash in it. */
const SIGNED = /^(?:https?:)?(?:\/\/)?(?:[^/?#\\]*@|[^@:]+:[^@]*@)/i;

const GRAMMAR: Readonly<Record<FieldName, (text: string) => boolean>> = {
  host: isHost,
  port: isPort,
  protocol: (text) => /^(?:s?ftp|ftpe?s|ssh)\b/i.test(text),
  username: (text) => /^[^\s<>*]+$/.test(text) && !/^[(["].*[)\]"]$/.test(text),
  password: () => true,
  key_passphrase: () => true,
  path: (text) => /^[~/.\w]\S*$/.test(text),
  prefix: (text) => /^\w*$/.test(text),
  name: (text) => /^[\w$.-]+$/.test(text),
  url: isUrl,
  admin_url: isUrl,
  email: isEmail,
  domain: isHost,
  registrar: (text) => text.length <= 40,
  address: (text) => isHost(text) || isUrl(text),
  aside: () => false,
};

export const isSecret = (field: FieldName): boolean =>
  field === 'password' || field === 'key_passphrase';

export const given = (field: FieldName, text: string): Value => ({
  field,
  text,
  wrap: '',
  state: 'given',
  whole: true,
});

export const unsure = (field: FieldName): Value => ({ ...given(field, ''), state: 'unsure' });

/** A value as people write it beside a label; null where it is none of that field. */
export function readValue(field: FieldName, raw: string): Value | null {
  if (raw.length > 2000) return null;
  const { text: inner, wrap } = unwrapped(isSecret(field) ? raw : raw.trim());
  if (isSecret(field)) return { field, text: raw, wrap, state: stateOf(inner.trim()), whole: true };
  const [, text = inner] =
    /^(\S+)\s+\([^()]*\)$/.exec(inner) ??
    /^([^\s<]+)\s?<(?:mailto:|https?:\/\/)[^\s<>]*>$/.exec(inner) ??
    [];
  if (text === '' || !GRAMMAR[field](text)) return null;
  const exact = field === 'url' && isDatabaseUrl(text) ? 'admin_url' : field;
  return { ...given(exact, text), wrap, whole: text === inner };
}

/** A value out of a configuration file, where quotes and escapes are already undone. */
export function codeValue(field: FieldName, text: string): Value | null {
  const fits = field === 'host' ? isHostName(text) : GRAMMAR[field](text);
  return fits && (text !== '' || field === 'prefix') ? given(field, text) : null;
}

/** `host:port` and `[address]:port`, if `isName` takes the host. */
export function hostAndPort(text: string, isName: (host: string) => boolean): Value[] | null {
  const [, host = '', port = ''] = /^(\[[^\]]+\]|[^\s:]+):(\d{1,5})$/.exec(text) ?? [];
  const name = host.replace(/^\[|\]$/g, '');
  return isName(name) && isPort(port) ? [given('host', name), given('port', port)] : null;
}

/** Where databases are looked after. */
function isDatabaseUrl(url: string): boolean {
  return /phpmyadmin|\/pma\b|adminer/i.test(url);
}
