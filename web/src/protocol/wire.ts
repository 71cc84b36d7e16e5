/** The API's JSON: what goes to the server, and what an answer must look like (API). */

export type State = 'sealed' | 'claimed' | 'opened' | 'expired' | 'revoked' | 'destroyed' | 'lost';

/** Of a bundle or of a request, whichever was asked for. */
export type AnyState = State | 'pending' | 'answered';

/** Body of `PUT bundles/{id}`: hashes and envelope in `b64u`, `expires_in` in seconds. */
export type PutBundle = {
  link_hash: string;
  open_hash: string;
  receipt_hash: string;
  envelope: string;
  expires_in: number;
};

export type Created = { expires_at: string };

/** Body of `POST bundles/{id}/open`, `b64u`. */
export type OpenBundle = { open_token: string; claim: string };

export type OpenedBundle = { envelope: string; lease_expires_at?: string };

/** Body of `POST bundles/{id}/confirm`. */
export type ConfirmBundle = { claim: string; readable: boolean };

/** What a holder of the share link may know. Times are RFC 3339, `size` is the envelope's. */
export type View = {
  state: State;
  expires_at: string;
  passphrase: boolean;
  tries_left: number;
  size: number;
  claimed_at?: string;
  lease_expires_at?: string;
  opened_at?: string;
  ended_at?: string;
  finished_at?: string;
};

/** What the sender may know. */
export type Receipt = View & {
  id: string;
  created_at: string;
  receipt_until: string;
  confirmed_at?: string;
  readable?: boolean;
  late_attempts: number;
};

/** What a static page cannot know of the server it came from; bytes and seconds. */
export type About = {
  version: string;
  max_envelope: number;
  max_lifetime: number;
  lease: number;
  tries: number;
  create: 'anyone' | 'keys';
  requests: 'anyone' | 'keys';
  support_addresses: string[];
  /** Whose server it is: read by what shows it (brand.ts). */
  brand: object | null;
  store_since: string;
};

/** `application/problem+json` (RFC 9457) with the members this API adds. */
export type ProblemBody = {
  code: string;
  detail: string;
  state?: AnyState;
  at?: string;
  tries_left?: number;
};

/** An answer that is not of this API, say a proxy's page. */
export class Misunderstood extends Error {
  override name = 'Misunderstood';
  constructor() {
    super('the answer is not one of this API');
  }
}

const STATES: readonly unknown[] = [
  'sealed',
  'claimed',
  'opened',
  'expired',
  'revoked',
  'destroyed',
  'lost',
] satisfies State[];

export type Test = (value: unknown) => boolean;
export const text: Test = (value) => typeof value === 'string';
const count: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const flag: Test = (value) => typeof value === 'boolean';
const state: Test = (value) => STATES.includes(value);
export const requestState: Test = (value) =>
  value === 'pending' || value === 'answered' || (value !== 'sealed' && state(value));
const anyState: Test = (value) => state(value) || requestState(value);
const who: Test = (value) => value === 'anyone' || value === 'keys';
export const texts: Test = (value) => Array.isArray(value) && value.every(text);
const brand: Test = (value) => typeof value === 'object';
export const time: Test = (value) => text(value) && !Number.isNaN(Date.parse(String(value)));

type Tests<T> = { [Name in keyof Required<T>]: Test };

const VIEW_NEEDS = { state, expires_at: time, passphrase: flag, tries_left: count, size: count };
const VIEW_MAY = {
  claimed_at: time,
  lease_expires_at: time,
  opened_at: time,
  ended_at: time,
  finished_at: time,
};
const RECEIPT_NEEDS = {
  ...VIEW_NEEDS,
  id: text,
  created_at: time,
  receipt_until: time,
  late_attempts: count,
};
const RECEIPT_MAY = { ...VIEW_MAY, confirmed_at: time, readable: flag };
const ABOUT_NEEDS: Tests<About> = {
  version: text,
  max_envelope: count,
  max_lifetime: count,
  lease: count,
  tries: count,
  create: who,
  requests: who,
  support_addresses: texts,
  brand,
  store_since: time,
};

export const readCreated = reader<Created>({ expires_at: time }, {});
export const readOpened = reader<OpenedBundle>({ envelope: text }, { lease_expires_at: time });
export const readView = reader<View>(VIEW_NEEDS, VIEW_MAY);
export const readReceipt = reader<Receipt>(RECEIPT_NEEDS, RECEIPT_MAY);
export const readAbout = reader<About>(ABOUT_NEEDS, {});
export const readProblem = reader<ProblemBody>(
  { code: text, detail: text },
  { state: anyState, at: time, tries_left: count },
);

/**
 * Makes a reader that keeps the named members and throws {@link Misunderstood} where one is
 * missing or of another sort. Unknown members are dropped, null counts as absent.
 */
export function reader<T>(
  needs: Record<string, Test>,
  may: Record<string, Test>,
): (json: unknown) => T {
  return (json) => {
    if (typeof json !== 'object' || json === null) throw new Misunderstood();
    const members = new Map<string, unknown>(Object.entries(json));
    const kept = new Map<string, unknown>();
    for (const [name, test] of Object.entries(needs)) {
      if (!test(members.get(name))) throw new Misunderstood();
      kept.set(name, members.get(name));
    }
    for (const [name, test] of Object.entries(may)) {
      const value = members.get(name) ?? null;
      if (value !== null && !test(value)) throw new Misunderstood();
      if (value !== null) kept.set(name, value);
    }
    return Object.fromEntries(kept) as T;
  };
}
