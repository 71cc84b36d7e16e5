/** What the page is at: a link that leads nowhere, a request that is asked, or one that was answered. */

import { useRef } from 'preact/hooks';
import { ahead } from '../../ahead.ts';
import { recallAnswering, takeLink } from '../../answering.ts';
import { baseUrl } from '../../base.ts';
import { type AnswererView, getAsAnswerer } from '../../client/requests.ts';
import { about, Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { type Followed, useLooking } from '../../following/looking.ts';
import { Remind } from '../../parts/remind.ts';
import { type Lang, type Tongue, useTongue } from '../../parts/words.tsx';
import {
  type LinkKind,
  LinkRefused,
  parseReceiptLink,
  type Refusal,
  receiptLink,
} from '../../protocol/link.ts';
import type { Asked, RequestFlaw, RequestKeys } from '../../protocol/request.ts';
import { parseRequestLink } from '../../protocol/requestlink.ts';
import { fromB64u, Malformed } from '../../protocol/token.ts';
import { restarted } from '../../restarted.ts';
import { Elsewhere, Shown, Unfit } from './later.ts';
import { isOpenEnded, isTaken } from './said.ts';

/** A request that is what its link says. `server`: null where it said nothing of itself. */
export type Request = {
  keys: RequestKeys;
  asked: Asked;
  view: AnswererView;
  server: Awaited<ReturnType<typeof about>> | null;
};

/** Why a request is not shown: it was `changed` on its way, this page cannot `read` it, or the clocks differ. */
export type Misfit = 'changed' | 'unreadable' | 'clock';

export type Given = {
  at: 'given';
  request: Request;
  looked: string;
  tooLate: boolean;
  /** Why the last look that the reader asked for told nothing. */
  problem: Reason | null;
};

export type State =
  | { at: 'looking' }
  | {
      at: 'refused';
      reason: Refusal;
      found: LinkKind | null;
      /** The receipt link, where it was that. */
      receipt: string | null;
    }
  | { at: 'nothing'; since: string | null }
  | { at: 'down'; reason: Reason }
  | { at: 'unfit'; why: Misfit }
  | { at: 'over'; request: Request }
  | { at: 'asked'; request: Request }
  | Given;

const FOLLOWED: Omit<Followed<State>, 'look'> = {
  first: { at: 'looking' },
  kept,
  told: ({ at }) => at === 'given',
  hopeful: ({ at }) => at === 'down' || at === 'given',
  waiting: (state) => state.at === 'given' && isOpenEnded(state.request.view),
};

const firstLook = ahead(looked);

export function useRequest() {
  const tongue = useTongue();
  const spoken = useRef(tongue);
  spoken.current = tongue;
  const look = async () => {
    const found = await firstLook();
    if (found.at === 'given') await settled();
    await prepared(found, spoken.current);
    return found;
  };
  const looking = useLooking({ ...FOLLOWED, look });
  const paste = (text: string) => {
    takeLink(text);
    looking.anew();
  };
  return { ...looking, paste };
}

/** A look that fails takes nothing away; only one that was asked for complains. */
function kept(before: State, found: State, asked: boolean): State {
  if (before.at !== 'given') return found;
  if (found.at === 'given') return { ...found, tooLate: before.tooLate };
  if (found.at !== 'down') return found;
  return asked ? { ...before, problem: found.reason } : before;
}

/** In the language that the request is meant to be read in; all that is going to show comes at once. */
async function prepared(found: State, tongue: Tongue): Promise<void> {
  const lang = 'request' in found ? await tongue.suggest(found.request.asked.lang) : tongue.lang;
  // A part that fails offers another try.
  await partsOf(found, lang).catch(() => {});
}

async function partsOf(found: State, lang: Lang): Promise<unknown> {
  switch (found.at) {
    case 'given':
      return Promise.all([
        Shown.preload(lang),
        isTaken(found.request.view.state) && Remind.preload(lang),
      ]);
    case 'unfit':
    case 'over':
      return Unfit.preload(lang);
    case 'refused':
    case 'nothing':
      return Elsewhere.preload(lang);
  }
}

async function looked(): Promise<State> {
  const input = recallAnswering()?.fragment ?? '';
  try {
    return await followed(parseRequestLink(input).hash);
  } catch (error) {
    if (error instanceof LinkRefused)
      return {
        at: 'refused',
        reason: error.reason,
        found: error.found ?? null,
        receipt: receiptIn(input),
      };
    if (error instanceof Problem && error.status === 404)
      return { at: 'nothing', since: restarted(await about().catch(() => null)) };
    return { at: 'down', reason: reasonOf(error) };
  }
}

/** Finds the answer of this tab of which no word came back; a later reload may find it, too. */
async function settled(): Promise<void> {
  const known = recallAnswering();
  if (known === null || known.given !== null || known.tried.length === 0) return;
  const { arrived } = await import('./arrived.ts');
  await arrived().catch(() => null);
}

function receiptIn(text: string): string | null {
  try {
    const { id, secret } = parseReceiptLink(text);
    return receiptLink(baseUrl(), id, secret);
  } catch {
    return null;
  }
}

/** Asks the server, which changes nothing, and believes it only as far as the link goes. */
async function followed(hash: Uint8Array): Promise<State> {
  const { deriveRequest } = await import('../../protocol/request.ts');
  const keys = await deriveRequest(hash);
  const [view, server] = await Promise.all([
    getAsAnswerer(keys.rid, keys.answerToken),
    about().catch(() => null),
  ]);
  const asked = await askedIn(keys, view);
  return typeof asked === 'string'
    ? { at: 'unfit', why: asked }
    : stateOf({ keys, asked, view, server });
}

async function askedIn(keys: RequestKeys, view: AnswererView): Promise<Asked | Misfit> {
  const { checkTimes, openDocument, RequestRefused } = await import('../../protocol/request.ts');
  try {
    const asked = await openDocument(keys, fromB64u(view.document));
    if (view.state === 'pending') checkTimes(asked, Date.now(), view.expires_at);
    return asked;
  } catch (error) {
    if (error instanceof Malformed) return 'changed';
    if (error instanceof RequestRefused) return MISFITS[error.reason] ?? 'unreadable';
    throw error;
  }
}

const MISFITS: Readonly<Partial<Record<RequestFlaw, Misfit>>> = {
  sealed: 'changed',
  hash: 'changed',
  expired: 'clock',
  clock: 'clock',
};

function stateOf(request: Request): State {
  const { state, answered_at } = request.view;
  if (state === 'pending') return { at: 'asked', request };
  if (state !== 'answered' && answered_at === undefined) return { at: 'over', request };
  return given(request);
}

export function given(request: Request): Given {
  return {
    at: 'given',
    request,
    looked: new Date().toISOString(),
    tooLate: false,
    problem: null,
  };
}
