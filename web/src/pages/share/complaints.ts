/** What stops the sealing, in words, each with the field that it leads to. */

import type { About } from '../../client.ts';
import { type Draft, type DraftItem, fieldId, type Lack, lacks, toBundle } from '../../draft.ts';
import { type Lang, lifetime, size } from '../../format.ts';
import { fieldLabel } from '../../labels.ts';
import type { Complaint } from '../../parts/summary.tsx';
import type { Bundle } from '../../protocol/bundle.ts';
import type { ShareWords } from '../../words/en/share.ts';
import { DEFAULT_MOST } from './draft.ts';
import { IDS } from './ids.ts';

/** `measure` gives the bytes of an envelope; null while the code for it is not there. */
export type Circumstances = {
  words: ShareWords;
  lang: Lang;
  server: About | null;
  measure: ((bundle: Bundle) => number) | null;
};

export function complaintsOf(draft: Draft, at: Circumstances): Complaint[] {
  const most = at.server?.max_lifetime ?? DEFAULT_MOST;
  return [
    ...lacks(draft, most).map((lack) => lackInWords(lack, most, at)),
    ...sizeComplaints(draft, at),
  ];
}

function lackInWords(lack: Lack, most: number, { words, lang }: Circumstances): Complaint {
  switch (lack.what) {
    case 'nothing':
      return { field: IDS.paste, text: words.check.nothing };
    case 'passphrase':
      return { field: IDS.passphrase, text: words.check.passphrase };
    case 'expiry':
      return { field: IDS.expiry, text: words.check.expiry(lifetime(lang, most)) };
    case 'required':
      return requiredInWords(lack.item, lack.field, words);
  }
}

function requiredInWords(item: DraftItem, field: string, words: ShareWords): Complaint {
  const label = fieldLabel(words, item.kind, field);
  return {
    field: fieldId(item, field),
    text: words.check.required(`${label} (${words.kinds[item.kind]})`),
    here: words.check.required(label),
  };
}

function sizeComplaints(
  draft: Draft,
  { words, lang, server, measure }: Circumstances,
): Complaint[] {
  const bytes = sealedSize(draft, lang, measure);
  if (bytes === 'limit') return [{ field: IDS.files, text: words.check.count }];
  if (bytes === 'utf8') return [{ field: IDS.paste, text: words.check.text }];
  const most = server?.max_envelope ?? Number.POSITIVE_INFINITY;
  if (bytes === null || bytes <= most) return [];
  return [{ field: IDS.files, text: words.check.size(size(lang, bytes), size(lang, most)) }];
}

/** Bytes of the envelope, or why there can be none; null while that cannot be told. */
export function sealedSize(
  draft: Pick<Draft, 'items' | 'files'>,
  lang: Lang,
  measure: Circumstances['measure'],
): number | 'limit' | 'utf8' | null {
  try {
    return measure?.(toBundle(draft, lang)) ?? null;
  } catch (error) {
    // By its shape: the class itself comes with the code that seals.
    const reason = error instanceof Error && 'reason' in error ? error.reason : null;
    if (reason === 'limit' || reason === 'utf8') return reason;
    throw error;
  }
}
