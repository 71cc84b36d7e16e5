/** What one line says by itself, or with the line below it that holds its value. */

import { type Parts, readAddress, readCommand } from './address.ts';
import { type Assignment, isFrame, readAssignment } from './code.ts';
import {
  codeValue,
  isEmail,
  isHost,
  isPort,
  isSecret,
  isUrl,
  readValue,
  unwrapped,
  type Value,
} from './value.ts';
import { type Context, type FieldName, type Meaning, meaning } from './vocabulary.ts';

export type Reading =
  | { is: 'blank' | 'aside' | 'break' }
  | { is: 'heading'; context: Context | null; marks: string[]; whole: boolean }
  | Found;

/** Values, and what the line itself says about where they belong. */
export type Found = {
  is: 'values';
  context: Context | null;
  marks: string[];
  values: Value[];
  /** Whether the lines hold nothing else. */
  whole: boolean;
  /** From a file rather than from a letter. */
  code: boolean;
  /** Label above, value below; how many lines they take. */
  height: number;
};

const BREAK: Reading = { is: 'break' };
const ASIDE: Reading = { is: 'aside' };

export function readLine(lines: readonly string[], at: number): Reading {
  const line = bare(lines[at] ?? '');
  if (line.trim() === '') return { is: 'blank' };
  const parts = readAddress(line.trim()) ?? readCommand(line.trim());
  if (parts) return found(parts);
  return (
    readCode(line) ??
    readHeading(line, lines, at) ??
    (isFrame(line) ? ASIDE : null) ??
    readPairs(line) ??
    readStacked(lines, at) ??
    readAlone(line.trim()) ??
    readSentence(line) ??
    BREAK
  );
}

/** A line without the signs of a quoted mail. */
export function bare(line: string): string {
  return line.replace(/^(?:\s?>)+ ?/, '');
}

function found(part: Partial<Found>): Found {
  return {
    is: 'values',
    context: null,
    marks: [],
    values: [],
    whole: true,
    code: false,
    height: 1,
    ...part,
  };
}

/** A line of a configuration file. What it assigns to names unknown here is no end of a group. */
function readCode(line: string): Reading | null {
  if (/^\s*<Server>\s*$/.test(line)) {
    return { is: 'heading', context: 'ftp', marks: [], whole: false };
  }
  const one = readAssignment(line);
  if (one) return assigned(one);
  const text = line.trim();
  if (!/^\{".*\},?$/.test(text)) return null;
  const all = entries(text.replace(/,$/, '')).map(assigned);
  const known = all.filter((reading) => reading.is === 'values');
  const contexts = new Set(known.map(({ context }) => context));
  if (known.length === 0 || contexts.size > 1) return ASIDE;
  return found({
    context: known[0]?.context ?? null,
    marks: known.flatMap(({ marks }) => marks),
    values: known.flatMap(({ values }) => values),
    whole: known.length === all.length,
    code: true,
  });
}

function entries(text: string): Assignment[] {
  try {
    return Object.entries(JSON.parse(text)).map(([key, value]) => ({
      key,
      value: typeof value === 'object' ? null : String(value),
    }));
  } catch {
    return [];
  }
}

/** What the installer of a shop calls the parts of its back office's address. */
const INSTALLER: Readonly<Record<string, FieldName>> = {
  ps_domain: 'domain',
  ps_folder_admin: 'path',
};
/** FileZilla's numbers for protocols. */
const NUMBERED: Readonly<Record<string, string>> = { 0: 'ftp', 1: 'sftp', 3: 'ftps', 4: 'ftps' };

function assigned({ key, value }: Assignment): Reading {
  const said = meaning(key);
  const part = INSTALLER[key.toLowerCase()];
  const isName = said?.context === 'database' && /(?:database|db)$/i.test(key);
  const field = part ?? said?.field ?? (isName ? 'name' : null);
  const context = part ? 'backoffice' : (said?.context ?? null);
  if (key === 'PS_ENABLE_SSL' && value === '1') {
    return found({ context: 'backoffice', marks: ['https'], code: true });
  }
  if (!field || (!part && !said?.whole) || field === 'aside') return ASIDE;
  const address = value !== null && readAddress(value);
  if (address && !isSecret(field)) return found({ ...address, code: true });
  const split = field === 'host' && HOST_AND_PORT.exec(value ?? '');
  if (split) return hostAndPort(context, [], split);
  const text = field === 'protocol' ? (NUMBERED[value ?? ''] ?? value) : value;
  const read = text === null ? unsure(field) : codeValue(field, text);
  if (!read)
    return field === 'prefix' && value === ''
      ? found({ context, values: [empty(field)], code: true })
      : ASIDE;
  return found({
    context,
    marks: said?.marks ?? [],
    values: [read],
    whole: text !== null,
    code: true,
  });
}

function unsure(field: FieldName): Value {
  return { field, text: '', wrap: '', state: 'unsure', whole: false };
}

function empty(field: FieldName): Value {
  return { field, text: '', wrap: '', state: 'given', whole: true };
}

/** A line that says what comes next: 'Accès FTP', '== Database ==', 'Pour le SFTP, utilisez :'. */
function readHeading(line: string, lines: readonly string[], at: number): Reading | null {
  const text = line.trim();
  const said = meaning(text);
  if (!said || /[.!?]$|:\/\/|@/.test(text) || /[^=\s*_#-]/.test(cut(line)?.value ?? ''))
    return null;
  const announced = /:\W*$/.test(text) || /^(?:[#=*[]|--)/.test(text);
  if (!said.whole && !announced && !isListed(text) && !isTitle(said, lines, at)) return null;
  if (said.unclear) return { is: 'heading', context: 'foreign', marks: [], whole: false };
  const context = headed(said);
  if (!context || (labels(said) && hasValueBelow(lines, at))) return null;
  return { is: 'heading', context, marks: said.marks, whole: said.whole };
}

/** A short line with one or two names in it, right above a value. */
function isTitle(said: Meaning, lines: readonly string[], at: number): boolean {
  const below = bare(lines[nextFilled(lines, at)] ?? '');
  return said.context !== null && said.unknown <= 2 && cut(below) !== null;
}

/** '1. FTP', 'Compte FTP 2': the words are known, a number is beside them. */
function isListed(text: string): boolean {
  const words = text.replace(/^\d+[.)]?\s+|\s+(?:n°\s*)?\d+\s*$/g, '');
  return words !== text && !meaning(text)?.field && meaning(words)?.whole === true;
}

function headed({ context, field, marks }: Meaning): Context | null {
  if (marks.includes('area')) return marks.length > 1 ? 'domain' : 'foreign';
  return context ?? (field === 'domain' || field === 'registrar' ? 'domain' : null);
}

function labels({ field, topic, whole }: Meaning): boolean {
  return field !== null && field !== 'aside' && whole && !topic;
}

/** Whether a label alone on its line has its value on the next. */
function hasValueBelow(lines: readonly string[], at: number): boolean {
  const below = bare(lines[nextFilled(lines, at)] ?? '');
  const before = bare(lines[lastFilled(lines, at)] ?? '');
  return below.trim() !== '' && !speaks(below) && !isBareLabel(before);
}

function nextFilled(lines: readonly string[], at: number): number {
  return bare(lines[at + 1] ?? '').trim() === '' ? at + 2 : at + 1;
}

function lastFilled(lines: readonly string[], at: number): number {
  return bare(lines[at - 1] ?? '').trim() === '' ? at - 2 : at - 1;
}

/** A label, a heading or a label with its value: no value for the line above. */
function speaks(line: string): boolean {
  const said = meaning(line.trim());
  return (
    (said?.whole === true && (said.field !== null || said.context !== null || said.topic)) ||
    readPairs(line) !== null ||
    readCode(line) !== null
  );
}

function isBareLabel(line: string): boolean {
  const said = meaning(line.trim());
  return said !== null && labels(said) && said.field !== 'domain';
}

/** The label on this line, the value on the next one or the one after an empty line. */
function readStacked(lines: readonly string[], at: number): Reading | null {
  const said = meaning(bare(lines[at] ?? '').trim());
  if (!said?.field || !labels(said) || said.unclear || !hasValueBelow(lines, at)) return null;
  const below = nextFilled(lines, at);
  const raw = bare(lines[below] ?? '');
  const reading = pair(said, isSecret(said.field) ? raw : raw.trim());
  return reading?.is === 'values' ? { ...reading, height: below - at + 1 } : null;
}

/** `Label: value`, or several of them on one line. */
function readPairs(line: string): Reading | null {
  const row = line.trim().startsWith('|') ? line.trim().replace(/^\|\s?|\s*\|$/g, '') : line;
  const one = cut(row);
  if (!one) return null;
  if (!holdsLabel(one.value)) return pair(one.said, one.value);
  const all = inline(row);
  if (all) return all;
  return one.said.field
    ? found({ context: one.said.context, values: [unsure(one.said.field)], whole: false })
    : BREAK;
}

type Cut = { said: Meaning; value: string };

const ZONE = 90;

/** Parts a line into its label and the rest, at the first sign that can stand between them. */
function cut(line: string): Cut | null {
  const zone = line.slice(0, ZONE);
  const strong = /=>|->|[:=→|：]|\t+/.exec(zone);
  const weak = /\s[-–—]\s|\s{2,}/.exec(zone.replace(/^\s+/, (blanks) => '.'.repeat(blanks.length)));
  return (strong && cutAt(line, strong)) ?? (weak && cutAt(line, weak));
}

function cutAt(line: string, { index, 0: sign }: RegExpExecArray): Cut | null {
  const label = line.slice(0, index).replace(/^\W*\d{1,2}[.)]\s/, '');
  const said = meaning(label);
  if (!said?.whole || (!said.field && !said.context)) return null;
  const after = unbold(label, line.slice(index + sign.length));
  return {
    said,
    value: /^\s|\|/.test(sign) ? after.replace(/^\s+/, '') : after.replace(/^\s/, ''),
  };
}

/** `**Label:** value` and `**Label: value**`: the signs around belong to neither. */
function unbold(label: string, value: string): string {
  const [, sign = ''] = /^[^\p{L}\p{N}]*?([*_]{1,3})[\p{L}\p{N}]/u.exec(label) ?? [];
  if (sign === '' || label.trimEnd().endsWith(sign)) return value;
  if (value.startsWith(sign)) return value.slice(sign.length);
  return value.endsWith(sign) ? value.slice(0, -sign.length) : value;
}

/** Whether another `label:` stands in a value. Looks no further than a line of text is long. */
function holdsLabel(value: string): boolean {
  const near = value.slice(0, 400);
  return [
    ...near.matchAll(/(?:^|[\s,;/|(])([\p{L}]{2,20}(?:[ -][\p{L}]{2,12}){0,3})\s?[:=]/gu),
  ].some(([, label = '']) =>
    label.split(' ').some((_, from, words) => {
      const said = meaning(words.slice(from).join(' '));
      return said?.whole === true && said.field !== null;
    }),
  );
}

const BETWEEN = [
  / \| /,
  / \/ /,
  /; /,
  /, /,
  /\t+/,
  / {2,}/,
  / [-–] /,
  /\s(?=[^\s:=]{2,20}\s?[:=]\s)/,
];

/** Several pairs on one line, if one sign parts them all. Such a line stays text as well. */
function inline(line: string): Reading | null {
  for (const sign of BETWEEN) {
    const pieces = line.slice(0, 400).split(sign);
    if (pieces.length < 2 || pieces.length > 8 || line.length > 400) continue;
    const all = pieces.map((piece) => {
      const one = cut(piece);
      return one && !holdsLabel(one.value) ? pair(one.said, one.value.trim()) : null;
    });
    const known = all.filter((reading) => reading?.is === 'values');
    const contexts = new Set(known.flatMap(({ context }) => context ?? []));
    const values = known.flatMap((reading) => reading.values);
    const isOneWord = values.every(({ text }) => !/[\s,;]/.test(text));
    if (known.length < all.length || contexts.size > 1 || !isOneWord) continue;
    return found({
      context: [...contexts][0] ?? null,
      marks: known.flatMap(({ marks }) => marks),
      values,
      whole: false,
    });
  }
  return null;
}

function pair(said: Meaning, raw: string): Reading | null {
  const { context, marks } = said;
  if (said.unclear) return BREAK;
  if (said.field === 'aside') return ASIDE;
  const text = unwrapped(raw.trim()).text;
  const address = said.field && isSecret(said.field) ? null : readAddress(text);
  if (address) return agrees(context, address) ? found(address) : BREAK;
  const field = fieldFor(said, text);
  if (!field) return raw.trim() === '' ? null : context ? BREAK : ASIDE;
  const split = field === 'host' && HOST_AND_PORT.exec(text);
  if (split) return hostAndPort(context, marks, split);
  if (raw.trim() === '' && !isSecret(field)) return null;
  const value = raw.trim() === '' ? null : readValue(field, raw);
  if (!value) return ASIDE;
  return found({ context, marks, values: [value], whole: value.whole && value.state === 'given' });
}

function agrees(context: Context | null, { context: other }: Parts): boolean {
  return context === null || context === other;
}

const HOST_AND_PORT = /^(\[[^\]]+\]|[^\s:]+):(\d{1,5})$/;

function hostAndPort(
  context: Context | null,
  marks: string[],
  [, host = '', port = '']: RegExpExecArray,
): Reading {
  const name = host.replace(/^\[|\]$/g, '');
  if (!isHost(name) || !isPort(port)) return ASIDE;
  const value = { wrap: '', state: 'given', whole: true } as const;
  return found({
    context,
    marks,
    values: [
      { ...value, field: 'host', text: name },
      { ...value, field: 'port', text: port },
    ],
  });
}

/** The field that a label and the shape of its value name together: 'FTP: ftp.shop.example'. */
function fieldFor({ field, context, marks }: Meaning, text: string): FieldName | null {
  const link = /^https?:\/\/|\//.test(text) && isUrl(text);
  const atUrl = context === 'panel' || context === 'backoffice' || context === 'domain';
  if (field === 'address') return link || atUrl ? 'url' : 'host';
  if (field) return field;
  if (atUrl) return isUrl(text) ? 'url' : null;
  if (context === 'ftp') return isHost(text.replace(/:\d+$/, '')) ? 'host' : null;
  if (context !== 'database') return null;
  if (marks.includes('pma')) return link ? 'url' : null;
  return !marks.includes('engine') && isDatabaseName(text) ? 'name' : null;
}

/** 'Base de données : incluse' is not one. */
function isDatabaseName(text: string): boolean {
  const said = /^(?:\d+|mysql|mariadb|innodb|oui|yes|non|no|inclu.*|acti.*|illimit.*|unlimited)$/i;
  return /^[\w$-]+$/.test(text) && !said.test(text);
}

/** A web or e-mail address alone on its line needs no label. */
function readAlone(line: string): Reading | null {
  const { text, wrap } = unwrapped(line);
  const field = /^https?:/i.test(text) && isUrl(text) ? 'url' : isEmail(text) ? 'email' : null;
  const value = field && readValue(field, text);
  return value && found({ values: [value], whole: wrap === '' || wrap === '<>' });
}

const SAID = /(?:^|\s)(?:mdp|mot de passe|pass|password|pw)(?:\s?[:=])?\s(?:is\s|est\s)?(\S+)/gi;

/** An address, an e-mail address and a password in running text, each just once. */
function readSentence(line: string): Reading | null {
  if (line.length > 300) return null;
  const words = line.split(/\s+/).map((word) => word.replace(/^[(<]|[)>,;.]+$/g, ''));
  const urls = words.filter((word) => /^https?:\/\/[^\s/]+\/admin(?!istrator)/i.test(word));
  const emails = words.filter(isEmail);
  const passwords = [...line.matchAll(SAID)].map(([, text = '']) => text);
  const [url, email, password = ''] = [urls[0], emails[0], passwords[0]];
  const once = urls.length === 1 && emails.length === 1 && passwords.length === 1;
  if (!once || !url || !email || !/\d/.test(password) || /[,;.:!?)>"'»]$/.test(password))
    return null;
  const values = [
    readValue('url', url),
    readValue('email', email),
    readValue('password', password),
  ];
  return found({
    context: 'backoffice',
    values: values.filter((value) => value !== null),
    whole: false,
  });
}
