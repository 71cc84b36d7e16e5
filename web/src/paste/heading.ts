/** Lines that say what comes next: 'Accès FTP', '== Database ==', 'Pour le SFTP, utilisez :'. */

import type { Line, Lines } from './line.ts';
import { isLabel, type Meaning, meaning } from './meaning.ts';
import { readPairs } from './pair.ts';
import type { Reading } from './reading.ts';
import { readSetting } from './setting.ts';
import type { Context } from './vocabulary.ts';

export function readHeading(lines: Lines, at: number): Reading | null {
  const line = lines.at(at);
  const text = line.trimmed;
  if (/[.!?]$|:\/\/|@/.test(text) || /[^=\s*_#-]/.test(line.labelled()?.value ?? '')) return null;
  const said = line.said();
  if (!said) return null;
  const isAnnounced = /:\W*$|^(?:[#=*[]|--)/.test(text);
  if (!said.whole && !isAnnounced && !isListed(text, said) && !isTitle(said, lines, at))
    return null;
  if (said.unclear) return { is: 'heading', context: 'foreign', marks: [], whole: false };
  const context = headed(said);
  if (!context || (isPlainLabel(said) && hasValueBelow(lines, at))) return null;
  return { is: 'heading', context, marks: said.marks, whole: said.whole };
}

/** '1. FTP', 'Compte FTP 2': the words are known, a number is beside them. */
function isListed(text: string, { field }: Meaning): boolean {
  const words = text.replace(/^\d+[.)]?\s+|\s+(?:n°\s*)?\d+\s*$/g, '');
  return words !== text && !field && meaning(words)?.whole === true;
}

/** A short line with one or two names in it, right above a value. */
function isTitle({ context, unknown }: Meaning, lines: Lines, at: number): boolean {
  return context !== null && unknown <= 2 && lines.at(lineBelow(lines, at)).labelled() !== null;
}

function headed({ context, field, marks }: Meaning): Context | null {
  if (marks.includes('area')) return marks.length > 1 ? 'domain' : 'foreign';
  return context ?? (field === 'domain' || field === 'registrar' ? 'domain' : null);
}

function isPlainLabel(said: Meaning | null): boolean {
  return isLabel(said) && said.field !== 'aside' && !said.topic;
}

/** Whether a label alone on its line has its value below. */
export function hasValueBelow(lines: Lines, at: number): boolean {
  const below = lines.at(lineBelow(lines, at));
  const above = lines.at(lines.at(at - 1).trimmed === '' ? at - 2 : at - 1).said();
  const isColumn = isPlainLabel(above) && above?.field !== 'domain';
  return below.trimmed !== '' && !isColumn && !speaks(below);
}

/** The next line, or the one after an empty line. */
export function lineBelow(lines: Lines, at: number): number {
  return lines.at(at + 1).trimmed === '' ? at + 2 : at + 1;
}

/** A label, a heading or a label with its value: no value for the line above. */
function speaks(line: Line): boolean {
  const said = line.said();
  return (
    (said?.whole === true && (said.field !== null || said.context !== null || said.topic)) ||
    readPairs(line) !== null ||
    readSetting(line.text) !== null
  );
}
