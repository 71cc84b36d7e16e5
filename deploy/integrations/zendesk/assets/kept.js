// @ts-check
/**
 * The links of the requests that were made in this browser.
 *
 * The server cannot give them again, and Zendesk gets the collect link only when the agent says so: it opens
 * nothing without the team's key, but whoever has it can withdraw the request. So they are kept where they
 * were made, in this app's own storage, and go when they are of no more use.
 */

/** @typedef {import('./requests.js').Made} Made */

const PREFIX = 'handover.ticket.';

/**
 * What is kept of a ticket.
 * @param {string} ticket
 * @returns {Made[]}
 */
export function recall(ticket) {
  try {
    return read(PREFIX + ticket);
  } catch {
    return [];
  }
}

/**
 * Keeps the entries of a ticket, and says whether this browser can.
 * @param {string} ticket
 * @param {readonly Made[]} entries
 */
export function keep(ticket, entries) {
  try {
    if (entries.length === 0) localStorage.removeItem(PREFIX + ticket);
    else localStorage.setItem(PREFIX + ticket, JSON.stringify(entries));
    return true;
  } catch {
    return false;
  }
}

/**
 * Forgets, in every ticket, what can lead nowhere any more.
 * @param {number} now
 */
export function clean(now) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) {
      const left = read(key).filter((entry) => !isPast(entry, now));
      keep(key.slice(PREFIX.length), left);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/**
 * An answer lives as long again as the request, counted from the answer.
 * @param {Made} entry
 * @param {number} now
 */
export function isPast({ created, expires }, now) {
  const end = Date.parse(expires);
  return !(now < end + (end - Date.parse(created)));
}

/**
 * What stands there; what is no list of entries is none.
 * @param {string} key
 * @returns {Made[]}
 */
function read(key) {
  const text = localStorage.getItem(key) ?? '[]';
  try {
    const entries = JSON.parse(text);
    return Array.isArray(entries) ? entries.filter(isMade) : [];
  } catch {
    return [];
  }
}

/**
 * @param {unknown} entry
 * @returns {entry is Made}
 */
function isMade(entry) {
  const { id, request, collect, code, kinds, lang, created, expires } = Object(entry);
  const texts = [id, request, collect, code, lang, created, expires];
  return texts.every((text) => typeof text === 'string') && Array.isArray(kinds);
}
