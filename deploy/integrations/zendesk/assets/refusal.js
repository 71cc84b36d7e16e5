// @ts-check
/** What an answer means that is not the one hoped for. */

/** @typedef {'offline' | 'unreachable' | 'foreign' | 'key' | 'scope' | 'missing' | 'state' | 'invalid'
 *   | 'slow_down' | 'not_durable' | 'store_down' | 'full' | 'other' | 'note'} Reason */

/** Why the server, or something before it, did not do what it was asked. */
export class Refusal extends Error {
  /**
   * @param {Reason} reason
   * @param {{ status?: number, seconds?: number, detail?: string }} [more] `seconds`: what Retry-After says;
   *   `detail`: the server's own words
   */
  constructor(reason, { status = 0, seconds = 0, detail = '' } = {}) {
    super(reason);
    this.reason = reason;
    this.status = status;
    this.seconds = seconds;
    this.detail = detail;
  }
}

/** @type {Record<string, Reason>} */
const BY_CODE = {
  token: 'key',
  scope: 'scope',
  nothing_here: 'missing',
  state: 'state',
  invalid: 'invalid',
  slow_down: 'slow_down',
  not_durable: 'not_durable',
  store_down: 'store_down',
  full: 'full',
};

/**
 * A rejected request of Zendesk's as a refusal. What carries no `code` of Handover's was said by something
 * on the way, Zendesk's proxy for instance.
 * @param {unknown} cause
 * @param {boolean} online
 * @returns {Refusal}
 */
export function refused(cause, online) {
  if (cause instanceof Refusal) return cause;
  const response = /** @type {Partial<ZafResponse>} */ (Object(cause));
  const status = Number(response.status ?? 0);
  if (status === 0) return new Refusal(online ? 'unreachable' : 'offline');
  const { code, detail } = problem(response);
  if (code === undefined)
    return new Refusal(isGateway(status) ? 'unreachable' : 'foreign', { status });
  const reason = BY_CODE[code] ?? 'other';
  return new Refusal(reason, { status, seconds: retryAfter(response), detail });
}

/**
 * The body of an answer as JSON; null when it is none.
 * @param {Partial<ZafResponse>} response
 * @returns {unknown}
 */
export function bodyOf({ responseJSON, responseText }) {
  if (responseJSON !== undefined) return responseJSON;
  try {
    return JSON.parse(responseText ?? '');
  } catch {
    return null;
  }
}

/** @param {Partial<ZafResponse>} response */
function problem(response) {
  const { code, detail } = Object(bodyOf(response));
  return {
    code: typeof code === 'string' ? code : undefined,
    detail: typeof detail === 'string' ? detail : '',
  };
}

/** @param {number} status */
function isGateway(status) {
  return status >= 502 && status <= 504;
}

/** @param {Partial<ZafResponse>} response */
function retryAfter({ headers }) {
  const named = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'retry-after',
  );
  const seconds = Number(named?.[1] ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
