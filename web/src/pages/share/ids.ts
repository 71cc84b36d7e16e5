import { IDS as FILLING } from '../../filling/ids.ts';
import { EXPIRY } from '../../parts/expiry.tsx';
import type { KindId } from '../../protocol/kind.ts';

export const IDS = { ...FILLING, expiry: EXPIRY, passphrase: 'passphrase' } as const;

/** The card that adds an item of this kind. */
export function kindId(kind: KindId): string {
  return `kind-${kind}`;
}
