/** Reads one line, or two where the second holds the value of the first. */

import { readAddress } from './address.ts';
import { isFrame } from './assignment.ts';
import { readCommand } from './command.ts';
import { hasValueBelow, lineBelow, readHeading } from './heading.ts';
import type { Line, Lines } from './line.ts';
import { isLabel } from './meaning.ts';
import { readPair, readPairs } from './pair.ts';
import { ASIDE, BREAK, found, type Reading } from './reading.ts';
import { readSetting } from './setting.ts';
import { isEmail, isSecret, isUrl, readValue } from './value.ts';
import type { Context } from './vocabulary.ts';
import { unwrapped } from './wrap.ts';

/** `heading`: what the lines here are about, where a heading above says so. */
export function readLine(lines: Lines, at: number, heading: Context | null): Reading {
  const line = lines.at(at);
  const { trimmed } = line;
  if (trimmed === '') return { is: 'blank' };
  const parts = readAddress(trimmed) ?? readCommand(trimmed);
  if (parts) return found(parts);
  return (
    readSetting(line.text) ??
    readHeading(lines, at) ??
    (isFrame(line.text) ? ASIDE : null) ??
    readPairs(line, heading) ??
    readStacked(lines, at, heading) ??
    readAlone(line) ??
    readSentence(trimmed) ??
    BREAK
  );
}

/** The label on this line, the value on the next one or the one after an empty line. */
function readStacked(lines: Lines, at: number, heading: Context | null): Reading | null {
  const label = lines.at(at);
  const said = label.said();
  if (!isLabel(said) || said.topic || said.unclear || !hasValueBelow(lines, at)) return null;
  const below = lineBelow(lines, at);
  const { text, trimmed, depth } = lines.at(below);
  // A value may begin with the sign of a quoted mail.
  if (depth !== label.depth) return null;
  const reading = readPair(said, isSecret(said.field) ? text : trimmed, heading);
  return reading?.is === 'values' ? { ...reading, height: below - at + 1 } : null;
}

/** A web or e-mail address alone on its line needs no label. */
function readAlone({ trimmed }: Line): Reading | null {
  const { text, wrap } = unwrapped(trimmed);
  const field = /^https?:/i.test(text) && isUrl(text) ? 'url' : isEmail(text) ? 'email' : null;
  const value = field && readValue(field, text);
  return value && found({ values: [value], whole: wrap === '' || wrap === '<>' });
}

const SAID = /(?:^|\s)(?:mdp|mot de passe|pass|password|pw)(?:\s?[:=])?\s(?:is\s|est\s)?(\S+)/gi;

/** The address of a back office, an e-mail address and a password in running text, each just once. */
function readSentence(line: string): Reading | null {
  if (line.length > 300 || !line.includes('/admin')) return null;
  const words = line.split(/\s+/).map((word) => word.replace(/^[(<]|[)>,;.]+$/g, ''));
  const [url, ...urls] = words.filter((word) => /^https?:\/\/[^\s/]+\/admin(?!istr)/i.test(word));
  const [email, ...emails] = words.filter(isEmail);
  const [password = '', ...more] = [...line.matchAll(SAID)].map(([, text = '']) => text);
  const isOnce = urls.length + emails.length + more.length === 0;
  if (!url || !isUrl(url) || !email || !isOnce || !/\d.*[^,;.:!?)>"'»]$/.test(password))
    return null;
  const values = [
    readValue('url', url),
    readValue('email', email),
    readValue('password', password),
  ].filter((value) => value !== null);
  return found({ context: 'backoffice', values, whole: false });
}
