/** Lines of a configuration file. What they assign to names unknown here is no end of a group. */

import { readAddress } from './address.ts';
import { type Assignment, readAssignment } from './assignment.ts';
import { meaning } from './meaning.ts';
import { ASIDE, found, joined, type Reading } from './reading.ts';
import { codeValue, hostAndPort, isHostName, isSecret, unsure } from './value.ts';
import type { FieldName } from './vocabulary.ts';

/** FileZilla's numbers for protocols. */
const NUMBERED: Readonly<Record<string, string>> = { 0: 'ftp', 1: 'sftp', 3: 'ftps', 4: 'ftps' };

export function readSetting(line: string): Reading | null {
  if (!/[=:>(]/.test(line)) return null;
  if (/^\s*<Server>\s*$/.test(line)) {
    return { is: 'heading', context: 'ftp', marks: [], whole: false };
  }
  const one = readAssignment(line);
  if (one) return assigned(one);
  const text = line.trim();
  if (!/^\{".*\},?$/.test(text)) return null;
  const all = joined(entries(text.replace(/,$/, '')).map(assigned), true);
  return all ? { ...all, code: true } : ASIDE;
}

/** An object of JSON on one line. */
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

function assigned({ key, value }: Assignment): Reading {
  // The installer's own names are about the address of its back office.
  const said = meaning(key.replace(/^PS_/i, 'BO_'));
  if (key === 'PS_ENABLE_SSL' && value === '1') {
    return found({ context: 'backoffice', marks: ['https'], code: true });
  }
  if (!said?.whole) return ASIDE;
  const { context, marks } = said;
  const isName = context === 'database' && /(?:database|db)$/i.test(key);
  const field = said.field ?? (isName ? 'name' : null);
  if (!field || field === 'aside') return ASIDE;
  if (value === null) {
    return found({ context, marks, values: [unsure(field)], whole: false, code: true });
  }
  const address = isSecret(field) ? null : readAddress(value);
  if (address) return found({ ...address, code: true });
  const values = valuesOf(field, value);
  return values ? found({ context, marks, values, code: true }) : ASIDE;
}

function valuesOf(field: FieldName, text: string) {
  const both = field === 'host' && hostAndPort(text, isHostName);
  if (both) return both;
  const value = codeValue(field, field === 'protocol' ? (NUMBERED[text] ?? text) : text);
  return value && [value];
}
