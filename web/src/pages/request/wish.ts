/** What is asked for, as state; and what stops the making of the link. */

import { useEffect, useState } from 'preact/hooks';
import { takeAskAgain } from '../../askagain.ts';
import type { About } from '../../client.ts';
import { type Lang, lifetime } from '../../format.ts';
import { ACCESS_KEY, type AccessKey } from '../../parts/accesskey.tsx';
import { DAY } from '../../parts/expiry.tsx';
import type { Complaint } from '../../parts/summary.tsx';
import { HOSTED_KINDS, isKind, KINDS, type KindId } from '../../protocol/kind.ts';
import { isWellFormed } from '../../protocol/text.ts';
import type { KeptTeamKey } from '../../teamkeys.ts';
import type { RequestWords } from '../../words/en/request.ts';
import { IDS, kindId } from './ids.ts';

const WEEK = 7 * DAY;
/** Where the server has not said otherwise yet. */
const DEFAULT_MOST = 14 * DAY;
/** Characters of the reference, and of the name. */
const LONGEST = 128;

export type Wish = {
  /** In the order in which they are shown. */
  ask: readonly KindId[];
  hosted: boolean;
  reference: string;
  from: string;
  /** The merchant's language. */
  lang: Lang;
  /** Seconds; null while 'other' holds no number. */
  expiresIn: number | null;
  /** Null: a key for this request alone. */
  team: KeptTeamKey | null;
};

export type WishState = {
  now: Wish;
  /** Seconds that the server takes. */
  most: number;
  change: (part: Partial<Wish>) => void;
  /** For another request: all but what belongs to one ticket. */
  next: () => void;
};

export function useWish(lang: Lang, server: About | null): WishState {
  const most = server?.max_lifetime ?? DEFAULT_MOST;
  const [now, set] = useState<Wish>(() => {
    const before = takeAskAgain();
    return {
      ask: before?.kinds ?? [],
      hosted: false,
      reference: before?.reference ?? '',
      from: '',
      lang: before?.lang ?? lang,
      expiresIn: Math.min(WEEK, most),
      team: null,
    };
  });
  const change = (part: Partial<Wish>) => set((wish) => ({ ...wish, ...part }));
  useEffect(() => {
    if (now.expiresIn === WEEK) change({ expiresIn: Math.min(WEEK, most) });
  }, [most]);
  return { now, most, change, next: () => change({ ask: [], reference: '' }) };
}

/** The kinds that can be asked for. */
export function offered({ hosted }: Wish): readonly KindId[] {
  return hosted ? HOSTED_KINDS : Object.keys(KINDS).filter(isKind);
}

/** With or without this kind. */
export function toggled(wish: Wish, kind: KindId): Partial<Wish> {
  const chosen = (one: KindId) => wish.ask.includes(one) !== (one === kind);
  return { ask: offered(wish).filter(chosen) };
}

/** What a hosted shop does not have is not asked for. */
export function switched({ ask }: Wish, hosted: boolean): Partial<Wish> {
  return { hosted, ask: hosted ? ask.filter((kind) => HOSTED_KINDS.includes(kind)) : ask };
}

/** `required`: the server takes nothing without an access key. */
export type Circumstances = {
  words: RequestWords;
  lang: Lang;
  most: number;
  access: Pick<AccessKey, 'flaw'>;
  required: boolean;
};

export function complaintsOf(wish: Wish, at: Circumstances): Complaint[] {
  const { words } = at;
  const [first] = offered(wish);
  const nothing = wish.ask.length === 0 && first;
  const { expiresIn: seconds } = wish;
  const bounded = seconds !== null && seconds >= 60 && seconds <= at.most;
  const { flaw } = at.access;
  const keyless = flaw !== null && (flaw !== 'empty' || at.required);
  return [
    ...(nothing ? [{ field: kindId(first), text: words.nothing }] : []),
    ...textComplaints(wish, words),
    ...(bounded ? [] : [{ field: IDS.expiry, text: words.most(lifetime(at.lang, at.most)) }]),
    ...(keyless ? [{ field: ACCESS_KEY, text: words.accessKey.flaw[flaw] }] : []),
  ];
}

function textComplaints(wish: Wish, words: RequestWords): Complaint[] {
  return (['reference', 'from'] as const).flatMap((name) => {
    const here = flawOf(wish[name], words);
    const group = `${words.ticket[name]}: `;
    return here === null ? [] : [{ field: IDS[name], text: here, group }];
  });
}

function flawOf(text: string, words: RequestWords): string | null {
  if (!isWellFormed(text)) return words.broken;
  return [...text.trim()].length > LONGEST ? words.long : null;
}
