/** The lines of the text. What a line says by itself is worked out when it is first asked for, and once. */

import { type Labelled, parted } from './label.ts';
import { type Meaning, meaning } from './meaning.ts';

export type Line = {
  /** Without the signs of a quoted mail; `depth` counts those. */
  text: string;
  trimmed: string;
  depth: number;
  said: () => Meaning | null;
  labelled: () => Labelled | null;
};

export function lineOf(raw: string): Line {
  const [quotes = ''] = /^(?:\s?>)+ ?/.exec(raw) ?? [];
  const text = raw.slice(quotes.length);
  const trimmed = text.trim();
  return {
    text,
    trimmed,
    depth: quotes.replace(/[^>]/g, '').length,
    said: asked(() => meaning(trimmed)),
    labelled: asked(() => parted(text)),
  };
}

const NONE = lineOf('');

/** The lines of one text, by number; blank before its start and behind its end. */
export type Lines = { readonly length: number; at: (index: number) => Line };

export function linesOf(texts: readonly string[]): Lines {
  const lines = texts.map((text) => (text === '' ? NONE : lineOf(text)));
  return { length: lines.length, at: (index) => lines[index] ?? NONE };
}

function asked<T>(answer: () => T): () => T {
  let known: { answer: T } | null = null;
  return () => {
    known ??= { answer: answer() };
    return known.answer;
  };
}
