/** A draft that is checked, sealed and sent. Loaded when there is something to seal. */

import { baseUrl } from '../../base.ts';
import type { Draft, Options } from '../../draft.ts';
import { kindsOf } from '../../filling/kinds.ts';
import type { Lang } from '../../format.ts';
import { type Sealed, seal, upload } from '../../handover.ts';
import type { KindId } from '../../protocol/kind.ts';
import { toBundle } from '../../ready.ts';

export { Summary } from '../../parts/summary.tsx';
export { complaintsOf } from './complaints.ts';

/** A bundle on its way: what was sealed, and what the result page needs to know of it. */
export type Parcel = { sealed: Sealed; passphrase: string | null; kinds: KindId[] };

/** A bundle at the server. */
export type Done = Omit<Parcel, 'sealed'> & {
  shareLink: string;
  receiptLink: string;
  created: string;
  expires: string;
  copied: boolean;
};

/** Seals a checked draft. Throws what `seal` throws. */
export async function sealDraft(
  draft: Draft,
  { passphrase, expiresIn }: Options,
  lang: Lang,
  onProgress: (fraction: number) => void,
): Promise<Parcel> {
  const bundle = toBundle(draft, lang);
  const sealed = await seal(bundle, passphrase, expiresIn ?? 0, baseUrl(), onProgress);
  return { sealed, passphrase, kinds: kindsOf(draft) };
}

/** Sends it; on a retry the same bytes. Throws what `upload` throws. */
export async function sendParcel(
  { sealed, ...rest }: Parcel,
  apiKey: string | null,
): Promise<Done> {
  const { shareLink, receiptLink } = sealed;
  const { expires_at: expires } = await upload(sealed, apiKey);
  const created = new Date().toISOString();
  return { ...rest, shareLink, receiptLink, created, expires, copied: false };
}
