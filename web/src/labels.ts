/** Names of kinds, fields and choices in the reader's language; what this build does not know is shown as it is. */

import { visibleLine } from './visible.ts';
import type { ChoiceWords, FieldWords, KindWords } from './words/en/kinds.ts';

export type KindLabels = {
  kinds: KindWords;
  fields: FieldWords;
  choices: ChoiceWords;
  note: string;
};

type Names = Readonly<Record<string, string>>;

export function kindLabel(words: Pick<KindLabels, 'kinds'>, kind: string): string {
  return named(words.kinds, kind);
}

export function fieldLabel(words: Pick<KindLabels, 'fields'>, kind: string, field: string): string {
  const fields: Readonly<Record<string, Names>> = words.fields;
  return named(Object.hasOwn(fields, kind) ? (fields[kind] ?? {}) : {}, field);
}

/** The shorter name for a row, where a page has one. */
export function briefLabel(
  words: KindLabels & { brief: Readonly<Record<string, Names>> },
  kind: string,
  field: string,
): string {
  const { brief } = words;
  const names = Object.hasOwn(brief, kind) ? (brief[kind] ?? {}) : {};
  return Object.hasOwn(names, field) ? named(names, field) : fieldLabel(words, kind, field);
}

export function choiceLabel(words: Pick<KindLabels, 'choices'>, choice: string): string {
  return named(words.choices, choice);
}

function named(names: Names, id: string): string {
  return (Object.hasOwn(names, id) ? names[id] : undefined) ?? visibleLine(id);
}
