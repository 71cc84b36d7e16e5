/** Follows a receipt, takes a bundle back. Apart from the rest: its page needs no cipher. */

import * as client from './client.ts';
import { patiently } from './patience.ts';
import { receiptKeys } from './protocol/key.ts';
import type { Receipt } from './protocol/wire.ts';

/** The receipt of a receipt link. {@link Problem} `nothing_here` for an unknown one. */
export async function receipt(link: { id: Uint8Array; secret: Uint8Array }): Promise<Receipt> {
  const { receiptToken } = await receiptKeys(link.secret);
  return patiently(() => client.getReceipt(link.id, receiptToken));
}

/** Takes a sealed bundle back. {@link Problem} 409 with `state` and `at` where that is too late. */
export async function revoke(link: { id: Uint8Array; secret: Uint8Array }): Promise<void> {
  const { receiptToken } = await receiptKeys(link.secret);
  return patiently(() => client.deleteBundle(link.id, receiptToken));
}
