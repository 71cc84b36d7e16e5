/** What the pages do: seal and upload a bundle, open one, follow a receipt. */

import * as client from './client.ts';
import { Problem, Unreachable } from './client.ts';
import { CLAIMED, patiently } from './patience.ts';
import type { Bundle } from './protocol/bundle.ts';
import {
  type LinkKeys,
  linkKeys,
  type OpenKeys,
  openKeys,
  PassphraseRefused,
  receiptKeys,
} from './protocol/key.ts';
import { receiptLink, shareLink } from './protocol/link.ts';
import { type Bytes, fromB64u, Malformed, randomBytes, toB64u } from './protocol/token.ts';
import type { OpenedBundle, PutBundle, View } from './protocol/wire.ts';
import { forgetOpening, recallOpening, rememberOpening } from './session.ts';

export type { Receipt, View } from './protocol/wire.ts';
export { receipt, revoke } from './receipt.ts';

type OnProgress = (fraction: number) => void;

// The cipher is a third of a page: it comes after the first look, and before anything is sent.
type Cipher = typeof import('./cipher.ts');

const loadCipher = (): Promise<Cipher> => import('./cipher.ts');

/** A bundle that is sealed and not yet uploaded: keep it, and send the same bytes on a retry. */
export type Sealed = { id: Bytes; shareLink: string; receiptLink: string; body: PutBundle };

/**
 * Seals a bundle under a fresh key. `expiresIn` in seconds, `base` the page's origin and path
 * prefix without a slash at the end. Throws `BundleRefused` and `PassphraseRefused`.
 */
export async function seal(
  bundle: Bundle,
  passphrase: string | null,
  expiresIn: number,
  base: string,
  onProgress?: OnProgress,
): Promise<Sealed> {
  const { encodeBundle, sealEnvelope, SALT } = await loadCipher();
  const padded = encodeBundle(bundle);
  const [key, secret] = [randomBytes(32), randomBytes(32)];
  const { id, linkHash, passphraseSalt } = await linkKeys(key);
  const withPassphrase = passphrase !== null;
  const { openHash, prk1 } = await unlock(key, passphrase, passphraseSalt, onProgress);
  const { receiptHash } = await receiptKeys(secret);
  const sealing = { prk1, id, passphrase: withPassphrase };
  const envelope = await sealEnvelope(sealing, randomBytes(SALT), padded);
  return {
    id,
    shareLink: shareLink(base, key, withPassphrase),
    receiptLink: receiptLink(base, id, secret),
    body: {
      link_hash: toB64u(linkHash),
      open_hash: toB64u(openHash),
      receipt_hash: toB64u(receiptHash),
      envelope: toB64u(envelope),
      expires_in: expiresIn,
    },
  };
}

/** Puts the sealed bundle, patiently. After {@link Unreachable} or a 429 or 503, call it again as it is. */
export function upload(
  { id, body }: Sealed,
  apiKey: string | null,
): Promise<{ expires_at: string }> {
  return patiently(() => client.putBundle(id, body, apiKey ?? undefined));
}

async function unlock(
  key: Uint8Array,
  passphrase: string | null,
  salt: Uint8Array,
  onProgress?: OnProgress,
): Promise<OpenKeys> {
  if (passphrase === null) return openKeys(key, new Uint8Array(0));
  const { stretch } = await import('./passphrase.ts');
  return openKeys(key, await stretch(passphrase, salt, onProgress));
}

/** The passphrase does not fit. Within the lease that costs nothing: ask again. */
export class Mistyped extends Error {
  override name = 'Mistyped';
  constructor() {
    super('the passphrase does not fit this bundle');
  }
}

/**
 * The envelope came and cannot be read: damaged, or not what the link belongs to. `reported`: the
 * server knows, so it is erased and the receipt says why.
 */
export class Damaged extends Error {
  override name = 'Damaged';
  readonly reported: boolean;
  constructor(cause: unknown, reported: boolean) {
    super('the bundle cannot be read', { cause });
    this.reported = reported;
  }
}

/**
 * It was opened, most likely by this tab, and neither the answer nor a copy is left. `at`: when, where
 * the server said so.
 */
export class Unheard extends Error {
  override name = 'Unheard';
  readonly at: string | undefined;
  constructor(at: string | undefined) {
    super('the answer that opened the bundle was lost');
    this.at = at;
  }
}

/** A bundle in clear. `leaseExpiresAt` is null where the server kept no retry copy. */
export type Opened = { bundle: Bundle; leaseExpiresAt: string | null };

/** While an open takes long: `unopened`: surely nothing was taken yet; `perhaps`: an answer may be lost. */
export type Waits = 'unopened' | 'perhaps';

type ShareKey = { key: Uint8Array; passphrase: boolean };

/** Throws where an envelope is not the one that it should be. */
type Check = (envelope: Uint8Array) => Promise<void>;

/** One share link in this page, or the key of an answer to a request. */
export class Opening {
  readonly #link: ShareKey;
  readonly #keys: LinkKeys;
  readonly #check: Check;
  #view: View | null = null;

  private constructor(link: ShareKey, keys: LinkKeys, check: Check = async () => {}) {
    this.#link = link;
    this.#keys = keys;
    this.#check = check;
  }

  static async fromLink(link: ShareKey): Promise<Opening> {
    return new Opening(link, await linkKeys(link.key));
  }

  /** The answer to the request `rid`, whose key K its wrap held. */
  static async ofAnswer(key: Uint8Array, rid: Bytes, check: Check): Promise<Opening> {
    const keys = { ...(await linkKeys(key)), id: rid };
    return new Opening({ key, passphrase: false }, keys, check);
  }

  /** Whether this tab has sent an open before, so that within the lease it opens again. */
  get begun(): boolean {
    return rememberedClaim() !== null;
  }

  /** What the server says; changes nothing. {@link Problem} `nothing_here` for an unknown link. */
  async peek(): Promise<View> {
    const { id, linkToken } = this.#keys;
    this.#view = await patiently(() => client.getView(id, linkToken));
    if (this.begun) tidy(this.#view.state);
    return this.#view;
  }

  /** Derives what opens; sends nothing, and tries what comes after. Throws `PassphraseRefused`, `WorkerFailed`. */
  async prepare(passphrase: string | null, onProgress?: OnProgress): Promise<Attempt> {
    const { key, passphrase: needed } = this.#link;
    if (needed && passphrase === null) throw new PassphraseRefused('empty');
    const typed = needed ? passphrase : null;
    const keys = await unlock(key, typed, this.#keys.passphraseSalt, onProgress);
    const cipher = await loadCipher();
    await cipher.rehearse();
    return new Attempt(this.#keys, keys, needed, cipher, this.#check);
  }

  /** 'That was not me': a late attempt, which the receipt shows. Only of an ended bundle. */
  async tell(): Promise<void> {
    if (this.#view === null || this.#view.state === 'sealed') return;
    // A token that opens nothing: this call can only be counted.
    const body = { open_token: toB64u(randomBytes(32)), claim: toB64u(randomBytes(32)) };
    const { id, linkToken } = this.#keys;
    try {
      await patiently(() => client.openBundle(id, linkToken, body));
    } catch (error) {
      if (!(error instanceof Problem && error.status === 410)) throw error;
    }
  }
}

/** One passphrase typed, one claim: the same for every retry of this attempt. */
export class Attempt {
  readonly #link: LinkKeys;
  readonly #open: OpenKeys;
  readonly #passphrase: boolean;
  readonly #cipher: Cipher;
  readonly #check: Check;
  readonly #claim: Uint8Array;
  /** Whether a success of this claim proves the passphrase: not if an earlier page used it. */
  readonly #drawnHere: boolean;
  #told = false;

  constructor(link: LinkKeys, open: OpenKeys, passphrase: boolean, cipher: Cipher, check: Check) {
    const remembered = rememberedClaim();
    this.#link = link;
    this.#open = open;
    this.#passphrase = passphrase;
    this.#cipher = cipher;
    this.#check = check;
    this.#claim = remembered ?? randomBytes(32);
    this.#drawnHere = remembered === null;
  }

  /**
   * Takes the bundle away from everybody else and reads it. Throws {@link Problem} (403 with
   * `triesLeft`, 410 with `state` and `at`), {@link Unreachable}, {@link Mistyped},
   * {@link Unheard} and {@link Damaged}. `onWait` hears of it when it takes longer than a moment.
   */
  async open(onWait: (waits: Waits) => void = () => {}): Promise<Opened> {
    const answer = await this.#fetch(onWait);
    try {
      return await this.#read(answer);
    } catch (error) {
      const { BundleRefused, EnvelopeRefused } = this.#cipher;
      const flaws = [BundleRefused, EnvelopeRefused, Malformed];
      if (!flaws.some((flaw) => error instanceof flaw)) throw error;
      const commit = error instanceof EnvelopeRefused && error.reason === 'commit';
      if (commit && this.#passphrase && !this.#drawnHere) throw new Mistyped();
      throw new Damaged(error, this.#drawnHere && (await this.confirm(false)));
    }
  }

  /**
   * Says that the reader has it, so that the envelope is erased at once. The tab forgets the key
   * before anything is sent. False where the server could not be told: the lease's end erases it.
   */
  async confirm(readable: boolean): Promise<boolean> {
    forgetOpening();
    // It is erased already, and nobody has to hear it twice.
    if (this.#told) return true;
    const body = { claim: toB64u(this.#claim), readable };
    const send = () => client.confirmBundle(this.#link.id, body);
    try {
      // Who waits to hear that nothing can be read does not wait for long.
      await (readable ? patiently(send, CLAIMED) : send());
      this.#told = true;
      return true;
    } catch (error) {
      if (error instanceof Problem || error instanceof Unreachable) return false;
      throw error;
    }
  }

  async #fetch(onWait: (waits: Waits) => void): Promise<OpenedBundle> {
    const body = { open_token: toB64u(this.#open.openToken), claim: toB64u(this.#claim) };
    rememberClaim(this.#claim);
    let taken = !this.#drawnHere;
    let unheard = taken;
    const send = async () => {
      const before = taken;
      // From here on it may be a claim, whatever becomes of the answer.
      taken = true;
      try {
        return await client.openBundle(this.#link.id, this.#link.linkToken, body);
      } catch (error) {
        // Refused before the claim was looked at.
        if (error instanceof Problem && error.status === 429) taken = before;
        unheard ||=
          error instanceof Unreachable || (error instanceof Problem && error.status > 499);
        throw error;
      }
    };
    try {
      const opened = await patiently(send, CLAIMED, () => onWait(taken ? 'perhaps' : 'unopened'));
      forgetAfterLease();
      return opened;
    } catch (error) {
      // Refused for good: the next passphrase gets a claim of its own.
      const refused = error instanceof Problem && [403, 404, 410].includes(error.status);
      if (refused || !taken) rememberClaim(null);
      if (refused && unheard && error.state === 'opened') throw new Unheard(error.at);
      throw error;
    }
  }

  async #read({ envelope, lease_expires_at }: OpenedBundle): Promise<Opened> {
    const bytes = fromB64u(envelope);
    try {
      await this.#check(bytes);
    } catch (error) {
      // No other one will come, whoever drew the claim.
      throw new Damaged(error, await this.confirm(false));
    }
    const { id } = this.#link;
    const sealing = { prk1: this.#open.prk1, id, passphrase: this.#passphrase };
    const { decodeBundle, openEnvelope } = this.#cipher;
    const bundle = decodeBundle(await openEnvelope(sealing, bytes));
    return { bundle, leaseExpiresAt: lease_expires_at ?? null };
  }
}

/** After the lease the key of our own opening has no use any more. */
export function tidy(state: View['state'] | 'answered'): void {
  if (state === 'claimed') forgetAfterLease();
  else if (state === 'opened') forgetOpening();
  else if (state !== 'sealed' && state !== 'answered') rememberClaim(null);
}

function rememberedClaim(): Uint8Array | null {
  return recallOpening()?.claim ?? null;
}

function rememberClaim(claim: Uint8Array | null): void {
  const opening = recallOpening();
  if (opening !== null) rememberOpening({ ...opening, claim });
}

/** No lease is longer (milliseconds): then key and claim have no use any more. */
const LONGEST_LEASE = 60_000;

function forgetAfterLease(): void {
  setTimeout(() => recallOpening()?.claim && forgetOpening(), LONGEST_LEASE);
}

/** Says that the intervention is over, so that the sender closes the access. */
export async function finish(link: { key: Uint8Array }): Promise<void> {
  const { id, linkToken } = await linkKeys(link.key);
  return patiently(() => client.finishBundle(id, linkToken));
}

/** 'That was not me: tell the sender': see {@link Opening.tell}. */
export function tellSender(opening: Opening): Promise<void> {
  return opening.tell();
}
