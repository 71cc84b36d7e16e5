// @ts-check
/** The requests of a ticket: what each of them is, and what may be done with it. */

/** @typedef {import('./settings.js').Kind} Kind */
/** @typedef {import('./format.js').Lang} Lang */
/** @typedef {'pending' | 'answered' | 'claimed' | 'opened' | 'expired' | 'revoked' | 'destroyed' | 'lost'} State */
/** @typedef {{ ask: string[], reference: string, lang: Lang, expires_in: number }} Wish */

/**
 * A request as the server lists it.
 * @typedef {{ id: string, state: State, created_at: string, expires_at: string, answered_at?: string,
 *   claimed_at?: string, ended_at?: string, finished_at?: string }} Listed
 */

/**
 * What only the browser that asked knows: nobody can get the links again.
 * @typedef {{ id: string, request: string, collect: string, code: string, kinds: Kind[], lang: Lang,
 *   created: string, expires: string }} Made
 */

/** @typedef {Listed & { made?: Made }} Request */

/** How long a request that was just made may be missing from the list, in milliseconds. */
const LATE = 60_000;

/**
 * The state in which the agent thinks of it: the end of the intervention is one.
 * @param {Listed} request
 * @returns {State | 'finished'}
 */
export function standing({ state, finished_at }) {
  return isCollected({ state }) && finished_at !== undefined ? 'finished' : state;
}

/** @param {{ state: State }} request */
const isCollected = ({ state }) => state === 'claimed' || state === 'opened';

/**
 * Whether it can still be withdrawn.
 * @param {Listed} request
 */
export const isWaiting = ({ state }) => state === 'pending' || state === 'answered';

/**
 * Whether it was collected, and the merchant waits to hear that the access can be closed.
 * @param {Listed} request
 */
export const isUnfinished = (request) => isCollected(request) && request.finished_at === undefined;

/**
 * Whether there is something left to do about it.
 * @param {Listed} request
 */
export const isOpen = (request) => isWaiting(request) || isUnfinished(request);

/**
 * What the server lists, the newest first, with what this browser knows of it. A request of a moment ago
 * comes before, as it was last known: the server's list follows within seconds.
 * @param {readonly Listed[]} listed
 * @param {readonly Made[]} made
 * @param {readonly Request[]} known what was shown until now
 * @param {number} now
 * @returns {Request[]}
 */
export function joined(listed, made, known, now) {
  const ids = new Set([...listed, ...known].map(({ id }) => id));
  const unknown = made.filter(({ id }) => !ids.has(id)).map(fresh);
  const coming = [...unknown, ...known].filter(
    ({ id, created_at }) =>
      !listed.some((it) => it.id === id) && now - Date.parse(created_at) < LATE,
  );
  return [...coming, ...listed.map((request) => withMade(request, made))];
}

/**
 * @param {Listed} request
 * @param {readonly Made[]} made
 * @returns {Request}
 */
function withMade(request, made) {
  const mine = made.find(({ id }) => id === request.id);
  return mine === undefined ? request : { ...request, made: mine };
}

/**
 * A request as it is when it was just made.
 * @param {Made} made
 * @returns {Request}
 */
export function fresh(made) {
  return {
    id: made.id,
    state: 'pending',
    created_at: made.created,
    expires_at: made.expires,
    made,
  };
}

/**
 * The Idempotency-Key of a wish: the ticket, the newest request it knows, and what is wished for. Sent again
 * after a lost answer, or by a colleague in the same second, it makes no second request; after a
 * request it is another one.
 * @param {Wish} wish
 * @param {string | undefined} newest the id of the newest request
 */
export function idempotencyKey({ ask, reference, lang, expires_in }, newest = 'none') {
  return `zendesk-${reference}-${newest}-${ask.join('.')}-${lang}-${expires_in}`;
}
