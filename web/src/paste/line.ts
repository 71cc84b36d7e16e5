/** The lines of the text. What a line says by itself is worked out when it is first asked for, and once. */

import { type Labelled, parted } from './label.ts';
import { type Meaning, meaning } from './meaning.ts';

export class Line {
  /** Without the signs of a quoted mail; `depth` counts those. */
  readonly text: string;
  readonly trimmed: string;
  readonly depth: number;
  private meant: Meaning | null | undefined;
  private parts: Labelled | null | undefined;

  constructor(raw: string) {
    const [quotes = ''] = /^(?:\s?>)+ ?/.exec(raw) ?? [];
    this.text = raw.slice(quotes.length);
    this.trimmed = this.text.trim();
    this.depth = quotes.replace(/[^>]/g, '').length;
  }

  said(): Meaning | null {
    if (this.meant === undefined) this.meant = meaning(this.trimmed);
    return this.meant;
  }

  labelled(): Labelled | null {
    if (this.parts === undefined) this.parts = parted(this.text);
    return this.parts;
  }
}

const BLANK = new Line('');

/** The lines of one text, by number; blank before its start and behind its end. */
export type Lines = { readonly length: number; at: (index: number) => Line };

export function linesOf(texts: readonly string[]): Lines {
  const lines = texts.map((text) => (text === '' ? BLANK : new Line(text)));
  return { length: lines.length, at: (index) => lines[index] ?? BLANK };
}
