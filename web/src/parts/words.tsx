/** Which language is shown, and the words of it. Only the chosen language is loaded. */

import { type ComponentChildren, type Context, createContext, toChildArray } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lang } from '../format.ts';
import type { CommonWords } from '../words/en/common.ts';

export type { Lang } from '../format.ts';

export type Tongue = {
  lang: Lang;
  common: CommonWords;
  choose: (lang: Lang) => void;
  /** Speaks the language that is meant for this reader, unless the reader has chosen one; answers which. */
  suggest: (lang: Lang) => Promise<Lang>;
};

export const TongueContext = createContext<Tongue | null>(null);

export function useTongue(): Tongue {
  return present(useContext(TongueContext));
}

/** A context for the words of a page or of a part of it, and the hook that reads it. */
export function wordsContext<W>(): { context: Context<W | null>; use: () => W } {
  const context = createContext<W | null>(null);
  return { context, use: () => present(useContext(context)) };
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('rendered outside of its provider');
  return value;
}

/** Puts nodes into a sentence: `{at}` in the text becomes `parts.at`. Text stays text nodes. */
export function fill(text: string, parts: Readonly<Record<string, ComponentChildren>>) {
  const pieces = text.split(/\{(\w+)\}/);
  return toChildArray(pieces.map((piece, i) => (i % 2 === 0 ? piece : (parts[piece] ?? ''))));
}

const STORED = 'handover.lang';

/** The stored choice, else the browser's first language that is spoken here. */
export function startLang(): Lang {
  const wanted = [storedLang(), ...navigator.languages];
  const known = wanted.map((tag) => tag?.slice(0, 2).toLowerCase());
  return known.find((tag) => tag === 'en' || tag === 'fr') ?? 'en';
}

export function isLangChosen(): boolean {
  return storedLang() !== null;
}

export function storeLang(lang: Lang): void {
  try {
    localStorage.setItem(STORED, lang);
  } catch {
    // The choice then lasts for this page only.
  }
}

function storedLang(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
