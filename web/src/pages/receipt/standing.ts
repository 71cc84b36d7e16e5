/** Where the remembered receipts stand: asked of the server, newest first, one after the other. */

import { useEffect, useState } from 'preact/hooks';
import { about, Problem } from '../../client.ts';
import { emptied } from '../../emptied.ts';
import type { Remembered } from '../../memory.ts';
import { parseReceiptLink } from '../../protocol/link.ts';
import { receipt } from '../../receipt.ts';
import { isAllClosed, toClose } from '../../ticks.ts';
import type { MineWords } from '../../words/en/mine.ts';
import { saidOf } from './said.ts';

export type Standing = keyof MineWords['mine']['standing'];

/** More would be a burden on a list that is seldom read to its end. */
const MOST = 10;

/** By link. What is not known is not in it; the first failure ends the asking. */
export function useStandings(receipts: readonly Remembered[]): ReadonlyMap<string, Standing> {
  const [known, know] = useState<ReadonlyMap<string, Standing>>(new Map());
  useEffect(() => {
    const left = new AbortController();
    void follow(receipts.slice(0, MOST), left.signal, (link, standing) =>
      know((before) => new Map(before).set(link, standing)),
    );
    return () => left.abort();
  }, []);
  return known;
}

async function follow(
  receipts: readonly Remembered[],
  left: AbortSignal,
  tell: (link: string, standing: Standing) => void,
): Promise<void> {
  for (const one of receipts) {
    const standing = await standingOf(one);
    if (left.aborted || standing === null) return;
    tell(one.link, standing);
  }
}

async function standingOf(known: Remembered): Promise<Standing | null> {
  const closed = isAllClosed(toClose(known), known.closed ?? []);
  try {
    return saidOf(await receipt(parseReceiptLink(known.link)), closed);
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) return null;
    if (closed) return 'closed';
    const server = await about().catch(() => null);
    return emptied(server?.store_since, known) === null ? 'gone' : 'emptied';
  }
}
