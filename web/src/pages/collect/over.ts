/** A request that nothing comes of any more: neither this tab nor this browser needs its collect link. */

import { baseUrl } from '../../base.ts';
import type { Collecting, CollectorView } from '../../collecting/request.ts';
import { requestLink } from '../../protocol/requestlink.ts';
import { type End, endRequest } from '../../requests.ts';
import { dropLink } from '../../session.ts';
import { endOf } from './standing.ts';

/** Says that the intervention is over. */
export async function finish(collecting: Collecting): Promise<void> {
  await collecting.finish();
  letGo(collecting, 'finished');
}

/** Keeps the links of one that is open, or that still has to be finished. */
export function letGoIfOver(collecting: Collecting, view: CollectorView): void {
  const standing = view.finished_at === undefined ? view.state : 'finished';
  const end = endOf(standing, view.expires_at);
  if (end !== null) letGo(collecting, end);
}

function letGo({ link: { hash } }: Collecting, end: End): void {
  endRequest(requestLink(baseUrl(), hash), end);
  dropLink();
}
