/** What a label or heading made of known words means. */

import { type Context, type FieldName, PHRASES, SENSES } from './vocabulary.ts';

export type Meaning = {
  field: FieldName | null;
  /** Null where none is named, or more than one. */
  context: Context | null;
  /** What the words say beside that: protocols, the name of a panel or registrar, the environment. */
  marks: string[];
  /** Words like 'access' or 'details': a heading, or a label only with a value beside it. */
  topic: boolean;
  /** 'Name' without a word that says of what: the heading above may tell. */
  isName: boolean;
  /** How many words are not known here, and whether there are none. */
  unknown: number;
  whole: boolean;
  /** Two contexts at once, or a password named together with something else: never to be guessed. */
  unclear: boolean;
};

/** Two words that say one thing: 'user name', 'adresse e-mail', 'url de connexion'. */
const PAIRS: Readonly<Record<string, FieldName>> = {
  'name username': 'username',
  'host name': 'host',
  'address host': 'host',
  'address email': 'email',
  'address url': 'url',
  'email username': 'email',
  'host port': 'port',
  'host path': 'path',
  'host username': 'username',
  'password username': 'password',
  'host password': 'password',
  'url username': 'url',
  'domain name': 'domain',
  'aside name': 'aside',
  'aside url': 'aside',
  'address aside': 'aside',
};

/** The longest label, in signs and in words. */
const LONGEST = 90;
const MOST_WORDS = 14;

/** Null without a word, or with more of them than a label has. */
export function meaning(label: string): Meaning | null {
  if (label.length > LONGEST) return null;
  const text = folded(label);
  const words = wordsOf(text);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const { contexts, fields, marks, topic, unknown } = sensesOf(words);
  const context = contexts.length === 1 ? (contexts[0] ?? null) : null;
  const field = fieldOf(fields, context);
  const isJoined = fields.length > 1 && /[/,&+]| - | (?:et|and|ou|or) /.test(text);
  return {
    field,
    context: !field && fields.length > 1 && fields.includes('email') ? 'foreign' : context,
    marks,
    topic,
    isName: context === null && fields.join() === 'name',
    unknown,
    whole: unknown === 0,
    unclear: contexts.length > 1 || (isJoined && fields.includes('password')),
  };
}

/** Whether it names a field and nothing else. */
export function isLabel(said: Meaning | null): said is Meaning & { field: FieldName } {
  return said?.whole === true && said.field !== null;
}

/** Lower case, without accents. */
function folded(label: string): string {
  const isPlain = /^[ -~]*$/.test(label);
  return (isPlain ? label : label.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();
}

function wordsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 2 || words.length > MOST_WORDS) return words;
  return words
    .join(' ')
    .replace(PHRASES, (phrase) => phrase.replaceAll(' ', ''))
    .split(' ');
}

function sensesOf(words: readonly string[]) {
  const contexts: Context[] = [];
  const fields: FieldName[] = [];
  const marks: string[] = [];
  let topic = false;
  let unknown = 0;
  for (const word of words) {
    const senses = SENSES.get(word);
    if (!senses) unknown += 1;
    for (const sense of senses ?? []) {
      if (sense.context && !contexts.includes(sense.context)) contexts.push(sense.context);
      if (sense.field && !fields.includes(sense.field)) fields.push(sense.field);
      if (sense.mark) marks.push(sense.mark);
      topic ||= sense.topic === true;
    }
  }
  return { contexts, fields, marks, topic, unknown };
}

function fieldOf(fields: readonly FieldName[], context: Context | null): FieldName | null {
  if (fields.length === 0) return null;
  const key = [...fields].sort().join(' ');
  if (key === 'name') return context === 'database' ? 'name' : 'aside';
  return fields.length === 1 ? (fields[0] ?? null) : (PAIRS[key] ?? null);
}
