/** A request that is made and sent. Loaded once something is chosen: the cryptography is in here. */

import { baseUrl } from '../../base.ts';
import { deleteRequest, type PutRequest, putRequest } from '../../client/requests.ts';
import type { Lang } from '../../format.ts';
import { type MadeRequest, makeRequest } from '../../protocol/ask.ts';
import type { KindId } from '../../protocol/kind.ts';
import { collectKeys } from '../../protocol/request.ts';
import { parseCollectLink } from '../../protocol/requestlink.ts';
import { toB64u } from '../../protocol/token.ts';
import { rememberRequest } from '../../requests.ts';
import { WrongClock } from './why.ts';
import type { Wish } from './wish.ts';

/** A request on its way: on a retry the same bytes. */
export type Parcel = {
  made: MadeRequest;
  body: PutRequest;
  apiKey: string | null;
  asked: Asked;
};

/** What the result page, and this browser's list, need to know of it. */
type Asked = {
  reference: string;
  kinds: readonly KindId[];
  lang: Lang;
  end: string;
  team: boolean;
};

/** A request at the server. */
export type Done = {
  requestLink: string;
  collectLink: string;
  code: string;
  expires: string;
  kinds: readonly KindId[];
  lang: Lang;
  team: boolean;
  /** Whether this browser keeps the links. */
  kept: boolean;
};

/** Makes it, with a fresh key where no team's is wanted. Throws `RequestRefused`. */
export async function make(wish: Wish, apiKey: string | null): Promise<Parcel> {
  const expiresIn = wish.expiresIn ?? 0;
  const { ask, lang, team } = wish;
  const [reference, from] = [wish.reference.trim(), wish.from.trim()];
  const expiresAt = new Date(Date.now() + expiresIn * 1000).toISOString();
  const asked = { ask: [...ask], reference, from, lang, expiresAt };
  const made = await makeRequest(
    team === null ? asked : { ...asked, teams: [team.publicKey] },
    baseUrl(),
  );
  return {
    made,
    body: {
      document: toB64u(made.sealedDocument),
      answer_hash: toB64u(made.keys.answerHash),
      collect_hash: toB64u(made.collectHash),
      expires_in: expiresIn,
      // In clear only for a client that asks for its own requests by it.
      ...(apiKey === null || reference === '' ? {} : { reference }),
    },
    apiKey,
    asked: { reference, kinds: ask, lang, end: expiresAt, team: team !== null },
  };
}

/** Milliseconds that the answering page bears (SPEC section 5). */
const TOLERANCE = 24 * 60 * 60 * 1000;

/** Sends it, and remembers its links here. */
export async function send({ made, body, apiKey, asked }: Parcel): Promise<Done> {
  const { requestLink, collectLink, keys } = made;
  const { expires_at: expires } = await putRequest(keys.rid, body, apiKey);
  if (Math.abs(Date.parse(expires) - Date.parse(asked.end)) > TOLERANCE) {
    await withdraw(made);
    throw new WrongClock();
  }
  const { code } = keys;
  const { reference, kinds, lang, team } = asked;
  const links = { link: requestLink, collect: collectLink };
  const created = new Date().toISOString();
  const kept = rememberRequest({
    ...links,
    reference,
    kinds: [...kinds],
    lang,
    created,
    expires,
    code,
  });
  return { requestLink, collectLink, code, expires, kinds, lang, team, kept };
}

/** Nobody has the link yet; what cannot be withdrawn expires. */
async function withdraw({ keys, collectLink }: MadeRequest): Promise<void> {
  const { collectToken } = await collectKeys(parseCollectLink(collectLink).secret);
  await deleteRequest(keys.rid, collectToken).catch(() => {});
}
