/** Checks on what was typed, made on this device before sealing. They warn and offer a fix; only an empty required field stops the sealing. */

import { type Field, KINDS, type KindId } from './protocol/kind.ts';

export type Doubt = 'spaces' | 'quotes' | 'scheme' | 'port' | 'https' | 'admin' | 'email' | 'root';
/** `fixed` is the whole value with the doubt removed, where one press can do that. */
export type Finding = { doubt: Doubt; fixed?: string };

type Check = (value: string) => Finding | null;

/** Everything doubtful about one value; an empty value is never doubtful. */
export function check(kind: KindId, field: string, value: string): Finding[] {
  if (value === '') return [];
  return (CHECKS[`${kind}.${field}`] ?? [])
    .map((test) => test(value))
    .filter((finding) => finding !== null);
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

function spaces(value: string): Finding | null {
  const fixed = value.replace(AROUND, '');
  return fixed === value || fixed === '' ? null : { doubt: 'spaces', fixed };
}

function quotes(value: string): Finding | null {
  const fixed = value.replace(/[\u2018\u2019\u201a]/g, "'").replace(/[\u201c-\u201e]/g, '"');
  return fixed === value ? null : { doubt: 'quotes', fixed };
}

function scheme(value: string): Finding | null {
  const found = /^\s*[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/?#\s]*)/i.exec(value);
  return found?.[1] ? { doubt: 'scheme', fixed: found[1] } : null;
}

function port(value: string): Finding | null {
  const number = Number(value.trim());
  return /^\s*\d{1,5}\s*$/.test(value) && number >= 1 && number <= 65535 ? null : { doubt: 'port' };
}

function https(value: string): Finding | null {
  const address = value.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address)
    ? null
    : { doubt: 'https', fixed: `https://${address.replace(/^\/+/, '')}` };
}

function admin(value: string): Finding | null {
  return /\/admin\/?(?:index\.php)?\s*$/i.test(value) ? { doubt: 'admin' } : null;
}

function email(value: string): Finding | null {
  return /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@.,;:<>"()]+$/.test(value.trim())
    ? null
    : { doubt: 'email' };
}

function root(value: string): Finding | null {
  return value.trim() === 'root' ? { doubt: 'root' } : null;
}

const PASSWORD: readonly Check[] = [spaces, quotes];

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  'backoffice.url': [https, admin],
  'backoffice.email': [email],
  'backoffice.password': PASSWORD,
  'ftp.host': [scheme],
  'ftp.port': [port],
  'ftp.username': [root],
  'ftp.password': PASSWORD,
  'ftp.key_passphrase': PASSWORD,
  'database.host': [scheme],
  'database.port': [port],
  'database.username': [root],
  'database.password': PASSWORD,
  'database.admin_url': [https],
  'panel.url': [https],
  'panel.username': [root],
  'panel.password': PASSWORD,
  'domain.url': [https],
  'domain.password': PASSWORD,
};
