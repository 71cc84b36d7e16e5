// @ts-check
/** The Handover server, through Zendesk's proxy: that alone knows the API key, and puts it into the header. */

import { bodyOf, Refusal, refused } from './refusal.js';

/** @typedef {import('./requests.js').Listed} Listed */
/** @typedef {import('./requests.js').Wish} Wish */
/** @typedef {{ id: string, request_link: string, collect_link: string, code: string, expires_at: string }} AskedFor */

/** The calls that this app makes; each rejects with a {@link Refusal}. */
export class Server {
  /**
   * @param {ZafClient} client
   * @param {string} base the server's address, without a slash at its end
   */
  constructor(client, base) {
    this.client = client;
    this.base = `${base}/api/v1/requests`;
  }

  /**
   * The requests of a ticket, the newest first.
   * @param {string} reference
   * @returns {Promise<Listed[]>}
   */
  async list(reference) {
    const { requests } = await this.call('GET', `?reference=${encodeURIComponent(reference)}`);
    if (!Array.isArray(requests)) throw new Refusal('foreign');
    return requests;
  }

  /**
   * Makes a request. Its links are in this answer alone; the same call again gives the same ones.
   * @param {Wish} wish
   * @param {string} key the Idempotency-Key
   * @returns {Promise<AskedFor>}
   */
  async ask(wish, key) {
    const made = await this.call('POST', '', wish, { 'Idempotency-Key': key });
    const links = [made.request_link, made.collect_link];
    if (!links.every((link) => /^https?:\/\//.test(String(link)))) throw new Refusal('foreign');
    return made;
  }

  /** @param {string} id */
  async withdraw(id) {
    await this.call('DELETE', `/${id}`);
  }

  /** @param {string} id */
  async finish(id) {
    await this.call('POST', `/${id}/finish`);
  }

  /**
   * @param {Method} type
   * @param {string} path
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<any>} the answer's JSON; an empty object where it has none
   */
  async call(type, path, body, headers) {
    try {
      const response = await this.client.request({
        url: this.base + path,
        type,
        headers: { Authorization: 'Bearer {{setting.key}}', ...headers },
        ...(body && { contentType: 'application/json', data: JSON.stringify(body) }),
        secure: true,
        autoRetry: false,
        httpCompleteResponse: true,
      });
      return Object(bodyOf(response));
    } catch (cause) {
      throw refused(cause, navigator.onLine);
    }
  }
}
