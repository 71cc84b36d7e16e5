/** How large the envelope of a draft gets. Comes with the code that seals. */

import type { Draft } from '../draft.ts';
import type { Lang } from '../format.ts';
import { BundleRefused, envelopeSize, MAX_FILES, MAX_ITEMS } from '../protocol/bundle.ts';
import { toBundle } from '../ready.ts';

/** Bytes, or why the bundle cannot be sealed: too many items or files, too much text, text that is broken. */
export type Measured = number | 'items' | 'files' | 'text' | 'utf8';

export function measure(draft: Pick<Draft, 'items' | 'files'>, lang: Lang): Measured {
  if (draft.items.length > MAX_ITEMS) return 'items';
  if (draft.files.length > MAX_FILES) return 'files';
  try {
    return envelopeSize(toBundle(draft, lang));
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    // With the counts kept, the only limit left is that of the text.
    return error.reason === 'utf8' ? 'utf8' : 'text';
  }
}
