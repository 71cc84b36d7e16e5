/**
 * What is probably a slip in a typed passphrase, found before it costs a try. The sender may have
 * chosen every one of these, so nothing is changed unasked.
 */

/** `spaces`: around it or doubled. `quotes`: curly ones. `plain`: looks like generated words, but for capitals, accents or punctuation. */
export type Doubt = 'spaces' | 'quotes' | 'plain';

/** `fixed` is the whole text without the doubt. */
export type Doubtful = { doubt: Doubt; fixed: string };

export function doubts(typed: string): Doubtful[] {
  // As it is hashed: a no-break space is a space there.
  const text = typed.normalize('NFKC');
  const found: Doubtful[] = [
    { doubt: 'spaces', fixed: singleSpaced(text) },
    { doubt: 'quotes', fixed: straight(text) },
    { doubt: 'plain', fixed: plain(text) },
  ];
  return found.filter(({ doubt, fixed }) => {
    if (doubt === 'plain') return FOUR_WORDS.test(fixed) && fixed !== singleSpaced(text);
    return fixed !== text && fixed !== '';
  });
}

/** What the generator makes (see `generate.ts`), in both languages. */
const FOUR_WORDS = /^[a-z]{3,}(?: [a-z]{3,}){3}$/;

// The zero-width ones come with copies from web pages.
function singleSpaced(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function straight(text: string): string {
  return text.replace(/[‘’‚]/g, "'").replace(/[“”„]/g, '"');
}

function plain(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const whole = letters.replaceAll('œ', 'oe').replaceAll('æ', 'ae');
  return singleSpaced(whole.replace(/[\p{P}\p{Z}]+/gu, ' '));
}
