/** How long the link is valid and its passphrase, as state. */

import { useEffect, useState } from 'preact/hooks';
import type { KeyFlaw } from '../../apikey.ts';
import type { About } from '../../client.ts';
import type { Options } from '../../draft.ts';
import { DAY } from '../../parts/expiry.tsx';

const WEEK = 7 * DAY;
/** Where the server has not said otherwise yet. */
const DEFAULT_MOST = 14 * DAY;

/** An access key as far as it is typed: null while it is not whole, and then what is wrong with it. */
export type Access = { key: string | null; flaw: KeyFlaw | null };

export const NO_KEY: Access = { key: null, flaw: 'empty' };

export type OptionState = {
  now: Options;
  /** Seconds that the server takes. */
  most: number;
  /** A function is given the options of the moment it is applied. */
  change: (part: Partial<Options> | ((options: Options) => Partial<Options>)) => void;
  clear: () => void;
};

export function useOptions(server: About | null): OptionState {
  const most = server?.max_lifetime ?? DEFAULT_MOST;
  const blank: Options = { expiresIn: Math.min(WEEK, most), passphrase: null };
  const [now, set] = useState(blank);
  const change: OptionState['change'] = (part) =>
    set((options) => ({ ...options, ...(typeof part === 'function' ? part(options) : part) }));
  useEffect(() => {
    change(({ expiresIn }) => ({
      expiresIn: expiresIn === WEEK ? Math.min(WEEK, most) : expiresIn,
    }));
  }, [most]);
  return { now, most, change, clear: () => set(blank) };
}
