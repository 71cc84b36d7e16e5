/** Which of the answers sent from this tab is the one at the server, where no word of it came back. */

import { type Given, recallAnswering, rememberGiven, type Tried } from '../../answering.ts';
import { Problem } from '../../client.ts';
import { LinkRefused, parseReceiptLink } from '../../protocol/link.ts';
import { receipt } from '../../receipt.ts';

/**
 * Null if it is none of them: somebody else answered. Asks for their receipts, as only who sealed an
 * answer has its receipt, and remembers what it finds. Throws what the server could not tell.
 */
export async function arrived(): Promise<Given | null> {
  const tried = recallAnswering()?.tried ?? [];
  for (const [n, one] of tried.entries()) {
    const expires = await expiryOf(one);
    if (expires === null) continue;
    const given = { ...one, expires, early: n < tried.length - 1 };
    rememberGiven(given);
    return given;
  }
  return null;
}

async function expiryOf(tried: Tried): Promise<string | null> {
  try {
    return (await receipt(parseReceiptLink(tried.receipt))).expires_at;
  } catch (error) {
    if (error instanceof LinkRefused) return null;
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}
