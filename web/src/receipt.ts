/** Follows a receipt, takes a bundle back. Apart from the rest: its page needs no cipher. */

import * as client from './client.ts';
import { receiptKeys } from './protocol/key.ts';
import type { Receipt } from './protocol/wire.ts';

/** The receipt of a receipt link. {@link Problem} `nothing_here` for an unknown one. */
export async function receipt(link: { id: Uint8Array; secret: Uint8Array }): Promise<Receipt> {
  return client.getReceipt(link.id, (await receiptKeys(link.secret)).receiptToken);
}

/** Takes a sealed bundle back. {@link Problem} 409 with `state` and `at` where that is too late. */
export async function revoke(link: { id: Uint8Array; secret: Uint8Array }): Promise<void> {
  return client.deleteBundle(link.id, (await receiptKeys(link.secret)).receiptToken);
}
