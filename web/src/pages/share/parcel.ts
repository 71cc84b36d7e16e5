/** A draft that is checked, sealed and sent. Loaded when there is something to seal. */

import { baseUrl } from '../../base.ts';
import type { Draft } from '../../draft.ts';
import type { Lang } from '../../format.ts';
import { type Sealed, seal } from '../../handover.ts';
import type { KindId } from '../../protocol/kind.ts';
import { toBundle } from '../../ready.ts';

export { upload } from '../../handover.ts';
export { Summary } from '../../parts/summary.tsx';
export { complaintsOf } from './complaints.ts';

/** A bundle on its way: what was sealed, and what the result page needs to know of it. */
export type Parcel = { sealed: Sealed; passphrase: string | null; kinds: KindId[] };

/** Seals a checked draft. Throws what `seal` throws. */
export async function sealDraft(
  { passphrase, expiresIn, ...rest }: Draft,
  lang: Lang,
  onProgress: (fraction: number) => void,
): Promise<Parcel> {
  const bundle = toBundle(rest, lang);
  const kinds = new Set(rest.items.map(({ kind }) => kind));
  // Files beside accesses: they may hold a key, so they are to be closed as well.
  if (kinds.size > 0 && rest.files.length > 0) kinds.add('other');
  const sealed = await seal(bundle, passphrase, expiresIn ?? 0, baseUrl(), onProgress);
  return { sealed, passphrase, kinds: [...kinds] };
}
