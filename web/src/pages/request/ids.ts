import { EXPIRY } from '../../parts/expiry.tsx';
import type { KindId } from '../../protocol/kind.ts';

export const IDS = { expiry: EXPIRY, reference: 'reference', from: 'from', make: 'make' } as const;

/** The card that asks for this kind. */
export function kindId(kind: KindId): string {
  return `kind-${kind}`;
}
