/** Labels in front of values: `Label: value`, `Label → value`, columns of blanks. */

import { isLabel, type Meaning, meaning } from './meaning.ts';

export type Labelled = { said: Meaning; value: string };

const ZONE = 90;
const STRONG = /[:→|：]|=>?|->|\t+/;
const WEAK = /(?<=\S)(?:\s[-–—]\s|\s{2,})/;

/** Parts a line at the first sign that can stand between a label and its value. */
export function parted(line: string): Labelled | null {
  const zone = line.slice(0, ZONE);
  return partedAt(line, STRONG.exec(zone)) ?? partedAt(line, WEAK.exec(zone));
}

function partedAt(line: string, sign: RegExpExecArray | null): Labelled | null {
  if (!sign) return null;
  const label = line.slice(0, sign.index).replace(/^\W*\d{1,2}[.)]\s/, '');
  const said = meaning(label);
  if (!said?.whole || (!said.field && !said.context)) return null;
  const value = unbold(label, line.slice(sign.index + sign[0].length));
  return { said, value: value.replace(/^\s|\|/.test(sign[0]) ? /^\s+/ : /^\s/, '') };
}

/** `**Label:** value` and `**Label: value**`: the signs around belong to neither. */
function unbold(label: string, value: string): string {
  const [, sign = ''] = /^[^\p{L}\p{N}]*?([*_]{1,3})[\p{L}\p{N}]/u.exec(label) ?? [];
  if (sign === '' || label.trimEnd().endsWith(sign)) return value;
  if (value.startsWith(sign)) return value.slice(sign.length);
  return value.endsWith(sign) ? value.slice(0, -sign.length) : value;
}

/** Whether another `label:` stands in a value. Looks no further than a line of text is long. */
export function holdsLabel(value: string): boolean {
  const before = value.slice(0, 400).split(/\s?[:=]/);
  return before.slice(0, -1).some(endsInLabel);
}

function endsInLabel(text: string): boolean {
  const words = text
    .slice(-ZONE)
    .split(/[\s,;/|(]+/)
    .slice(-4);
  return (
    meaning(words.at(-1) ?? '')?.whole === true &&
    words.some((_, from) => isLabel(meaning(words.slice(from).join(' '))))
  );
}
