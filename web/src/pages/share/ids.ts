import { IDS as FILLING } from '../../filling/ids.ts';
import type { KindId } from '../../protocol/kind.ts';

export const IDS = { ...FILLING, expiry: 'expiry', passphrase: 'passphrase' } as const;

/** The card that adds an item of this kind. */
export function kindId(kind: KindId): string {
  return `kind-${kind}`;
}
