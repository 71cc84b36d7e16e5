/** How large the envelope of a bundle gets. Comes with the code that seals. */

import {
  type Bundle,
  BundleRefused,
  envelopeSize,
  MAX_FILES,
  MAX_ITEMS,
} from '../../protocol/bundle.ts';

/** Bytes, or why the bundle cannot be sealed: too many items or files, too much text, text that is broken. */
export type Measured = number | 'items' | 'files' | 'text' | 'utf8';
export type Measure = (bundle: Bundle) => Measured;

export function measure(bundle: Bundle): Measured {
  if (bundle.items.length > MAX_ITEMS) return 'items';
  if (bundle.files.length > MAX_FILES) return 'files';
  try {
    return envelopeSize(bundle);
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    // With the counts kept, the only limit left is that of the text.
    return error.reason === 'utf8' ? 'utf8' : 'text';
  }
}
