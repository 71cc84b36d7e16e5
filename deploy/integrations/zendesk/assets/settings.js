// @ts-check
/** What the administrator has set for this app, without the key: that never leaves Zendesk's proxy. */

/** The kinds of item that can be asked for, in the order in which they are shown. */
export const KINDS = /** @type {const} */ ([
  'backoffice',
  'ftp',
  'database',
  'panel',
  'domain',
  'other',
]);

/** @typedef {typeof KINDS[number]} Kind */
/** @typedef {{ server: string, days: number, kinds: Kind[] }} Settings */

/**
 * The settings as Zendesk keeps them, or null without the address of a server. `server` has no slash at
 * its end; a lifetime that is no whole number of days is the default's.
 * @param {Record<string, unknown>} raw
 * @returns {Settings | null}
 */
export function readSettings(raw) {
  const server = String(raw.server ?? '').trim();
  if (!/^https?:\/\/[^/?#]+(\/[^?#]*)?$/.test(server)) return null;
  const days = Number(raw.days ?? 7);
  return {
    server: server.replace(/\/+$/, ''),
    days: Number.isInteger(days) && days > 0 ? days : 7,
    kinds: KINDS.filter((kind) => raw[`ask_${kind}`] === true),
  };
}

/**
 * The language of this app, and of the merchant's message, for a locale of Zendesk's.
 * @param {unknown} locale
 * @returns {import('./format.js').Lang}
 */
export function language(locale) {
  return /^fr\b/i.test(String(locale ?? '')) ? 'fr' : 'en';
}
