/** One collect link in this page: what was asked for, where it stands, and what its holder may do. */

import {
  type CollectorView,
  deleteRequest,
  finishRequest,
  getAsCollector,
} from '../client/requests.ts';
import {
  type Asked,
  collectKeys,
  deriveRequest,
  openDocument,
  type RequestKeys,
  RequestRefused,
} from '../protocol/request.ts';
import type { CollectSecret } from '../protocol/requestlink.ts';
import { type Bytes, fromB64u, Malformed } from '../protocol/token.ts';

export type { CollectorView, RequestState } from '../client/requests.ts';
export { type Asked, type RequestFlaw, RequestRefused } from '../protocol/request.ts';

/** What the server says, and the document, which is the one that the link names. */
export type Seen = { view: CollectorView; asked: Asked };

export class Collecting {
  readonly link: CollectSecret;
  readonly keys: RequestKeys;
  readonly #token: Bytes;

  private constructor(link: CollectSecret, keys: RequestKeys, token: Bytes) {
    this.link = link;
    this.keys = keys;
    this.#token = token;
  }

  static async fromLink(link: CollectSecret): Promise<Collecting> {
    const keys = await deriveRequest(link.hash);
    return new Collecting(link, keys, (await collectKeys(link.secret)).collectToken);
  }

  /** Changes nothing. `Problem` `nothing_here` for an unknown link. */
  where(): Promise<CollectorView> {
    return getAsCollector(this.keys.rid, this.#token);
  }

  /** As {@link where}; throws {@link RequestRefused} where the document is not what the link says. */
  async look(): Promise<Seen> {
    const view = await this.where();
    const asked = await openDocument(this.keys, sealedDocument(view));
    // Known before the answer is touched: a wrap that is missing, or one too many.
    const answered = view.state === 'answered';
    if (answered && view.wraps.length !== asked.keys.length) throw new RequestRefused('wraps');
    return { view, asked };
  }

  /** Says that the intervention is over, so that the merchant closes the access. */
  finish(): Promise<void> {
    return finishRequest(this.keys.rid, this.#token);
  }

  /** Takes the request back, or its answer while nobody has collected it. */
  withdraw(): Promise<void> {
    return deleteRequest(this.keys.rid, this.#token);
  }
}

function sealedDocument({ document }: CollectorView): Bytes {
  try {
    return fromB64u(document);
  } catch (error) {
    throw error instanceof Malformed ? new RequestRefused('sealed') : error;
  }
}
