/** Why a request was not sent. */

import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import type { RequestWords } from '../../words/en/request.ts';

/** This device's clock is so wrong that the merchant's page would refuse the request. */
export class WrongClock extends Error {
  override name = 'WrongClock';
}

/** Of the access key: there is none, the server does not know it, or it may not do this. */
type OfKey = keyof RequestWords['accessKey']['refused'];

export type Why = Reason | OfKey | 'clock';

/** `keyed`: an access key was sent with it. */
export function whyNot(error: unknown, keyed: boolean): Why {
  if (error instanceof WrongClock) return 'clock';
  if (error instanceof Problem && error.status === 401) return keyed ? 'unknown' : 'none';
  if (error instanceof Problem && error.status === 403) return 'scope';
  return reasonOf(error);
}

export function whyInWords(why: Why, { accessKey, clock, problem }: RequestWords): string {
  if (why === 'clock') return clock;
  return why in accessKey.refused ? accessKey.refused[why as OfKey] : problem[why as Reason];
}
