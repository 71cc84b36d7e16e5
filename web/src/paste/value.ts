/** What may stand in a field, and what only looks like a value. */

import type { FieldName } from './vocabulary.ts';

export type Value = {
  field: FieldName;
  text: string;
  /** Marks around the value, left out of every text but a password's: there they may belong to it. */
  wrap: string;
  /** `none`: the password is said to be elsewhere. `unsure`: more or less than a password stands there. */
  state: 'given' | 'none' | 'unsure';
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
  return (
    /^https?:\/\/[^\s<>"]+$/i.test(text) || /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/\S*)?$/.test(text)
  );
}

const GRAMMAR: Readonly<Record<FieldName, (text: string) => boolean>> = {
  host: isHost,
  port: isPort,
  protocol: (text) => /^(?:s?ftp|ftpe?s|ssh)\b/i.test(text),
  username: (text) => /^[^\s<>*]+$/.test(text) && !/^[(["].*[)\]"]$/.test(text),
  password: () => true,
  passphrase: () => true,
  path: (text) => /^[~/.\w]\S*$/.test(text),
  prefix: (text) => /^\w*$/.test(text),
  name: (text) => /^[\w$.-]+$/.test(text),
  url: isUrl,
  email: isEmail,
  domain: isHost,
  registrar: (text) => text.length <= 40,
  address: (text) => isHost(text) || isUrl(text),
  aside: () => false,
};

export const isSecret = (field: FieldName): boolean =>
  field === 'password' || field === 'passphrase';

/** A value as people write it beside a label; null where it is none of that field. */
export function readValue(field: FieldName, raw: string): Value | null {
  if (raw.length > 2000) return null;
  if (isSecret(field)) return readSecret(field, raw);
  const { text: inner, wrap } = unwrapped(raw.trim());
  const [, value = inner, more] =
    /^(\S+)\s+\([^()]*\)$/.exec(inner) ??
    /^([^\s<]+)\s?<(?:mailto:|https?:\/\/)[^\s<>]*>$/.exec(inner) ??
    [];
  const text = more ?? value;
  if (text === '' || !GRAMMAR[field](text)) return null;
  return { field, text, wrap, state: 'given', whole: text === inner };
}

/** A value out of a configuration file, where quotes and escapes are already undone. */
export function codeValue(field: FieldName, text: string): Value | null {
  const fits = field === 'host' ? isHostName(text) : GRAMMAR[field](text);
  return fits && text !== '' ? { field, text, wrap: '', state: 'given', whole: true } : null;
}

/** One sign over and over, or a word for nothing. */
const BLANKED = /^(?:([*•·●xX.…_?-])\1{2,}|hidden|masked|masqu[ée]|n\/a|none|aucun|-+|—)$/i;
const BRACKETED = /^(?:\(.*\)|\[.*\]|\{.*\})$/;
const ELSEWHERE =
  /\b(?:e?-?mails?|voir|see|sent|envoyee?s?|communiquee?|separately|separement|hidden|masquee?|celui|celle|same|identique|chosen|choisie?|defini|your|votre|sms|inchangee?|unchanged|transmise?|encrypted|chiffre|n\/a|aucun|none|oublie|forgot|forgotten)\b/;

function readSecret(field: FieldName, raw: string): Value {
  const { text: inner, wrap } = unwrapped(raw);
  return { field, text: raw, wrap, state: stateOf(inner.trim()), whole: true };
}

function stateOf(text: string): Value['state'] {
  if (text === '' || BLANKED.test(text)) return 'none';
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = bare.split(/\s+/).length;
  if (BRACKETED.test(text)) return words > 1 || BLANKED.test(text.slice(1, -1)) ? 'none' : 'unsure';
  if (words > 1 && ELSEWHERE.test(bare)) return 'none';
  return words > 3 || REMARK.test(text) ? 'unsure' : 'given';
}

/** Something said about the password behind it, or an address a mail program has added. */
const REMARK =
  /\S\s+(?:[(<[/#←—–-]|(?:à|a|to be|provisoire|temporaire|temporary)(?:\s|$))|<(?:mailto:|https?:)/i;

const WRAPS = ['**', '__', '*', '`', '"', "'", '«»', '“”', '<>'];

/** The value inside the marks around it, if there are any. */
export function unwrapped(text: string): { text: string; wrap: string } {
  const wrap = WRAPS.find((marks) => {
    const [open, close] = ends(marks);
    return text.length > open.length * 2 && text.startsWith(open) && text.endsWith(close);
  });
  if (!wrap) return { text, wrap: '' };
  const size = ends(wrap)[0].length;
  const inner = text.slice(size, -size);
  return { text: wrap === '«»' ? inner.trim() : inner, wrap };
}

function ends(marks: string): [string, string] {
  const [open = '', close = ''] = marks;
  return open === close || marks.length === 1 ? [marks, marks] : [open, close];
}
