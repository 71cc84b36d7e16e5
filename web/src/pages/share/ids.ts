import type { KindId } from '../../protocol/kind.ts';

/** Ids of what is no field of an item. */
export const IDS = {
  paste: 'paste',
  expiry: 'expiry',
  passphrase: 'passphrase',
  files: 'files',
  seal: 'seal',
} as const;

/** The card that adds an item of this kind. */
export function kindId(kind: KindId): string {
  return `kind-${kind}`;
}
