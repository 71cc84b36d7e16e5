/**
 * The operator's brand on a page that is the same everywhere: a name in text nodes, a logo in an `img`,
 * colours in a fixed set of custom properties, two links.
 */

import type { ComponentChildren, VNode } from 'preact';
import type { Brand } from '../brand.ts';
import type { CommonWords } from '../words/en/common.ts';

export type Worn = {
  name: string;
  /** In the place of our mark. */
  logo?: VNode | undefined;
  /** The logo is the name. */
  spelt?: boolean;
  /** Who runs the server, and what becomes of personal data. */
  legal?: (words: CommonWords) => ComponentChildren;
};

/** How many times as wide as high a logo is from which on it is taken to be the name itself. */
const WORDMARK = 2.2;

/** Puts on what is not drawn by the page's own parts; the rest is for them. */
export function wear(told: object): Required<Worn> {
  const { name, logo, colours, imprint, privacy } = told as Brand;
  for (const theme of ['light', 'dark'] as const) {
    for (const part of ['accent', 'deep', 'tint'] as const) {
      const colour = colours?.[theme][part] ?? '';
      // Nothing but a colour; without one ours stays.
      if (/^#[0-9a-f]{6}$/.test(colour))
        document.documentElement.style.setProperty(`--brand-${theme}-${part}`, colour);
    }
  }
  return {
    name,
    logo: logo && (
      <img
        class={logo.adapts ? '' : 'plate'}
        src="./brand.svg"
        width={logo.width}
        height={logo.height}
        alt=""
      />
    ),
    spelt: logo !== undefined && logo.width > WORDMARK * logo.height,
    legal: (words) =>
      (imprint || privacy) && (
        <p>
          {link(words, words.imprint, imprint)}
          {imprint && privacy && ' · '}
          {link(words, words.privacy, privacy)}
        </p>
      ),
  };
}

/** In a tab of its own: an opened bundle stays where it is. */
function link({ opensNewTab }: CommonWords, text: string, href?: string) {
  return (
    href?.startsWith('https://') && (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {text}
        <span class="spoken"> ({opensNewTab})</span>
      </a>
    )
  );
}
