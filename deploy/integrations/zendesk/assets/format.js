// @ts-check
/** Times and lifetimes in the reader's language and zone, as the pages of Handover write them. */

/** @typedef {'en' | 'fr'} Lang */

const LOCALE = { en: 'en-GB', fr: 'fr-FR' };

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const STEPS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/**
 * '15:31'.
 * @param {Lang} lang
 * @param {number} time
 */
export function clock(lang, time) {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeStyle: 'short' }).format(time);
}

/**
 * '21 Nov, 15:31' or '21 nov. à 15:31'.
 * @param {Lang} lang
 * @param {string} time
 */
export function moment(lang, time) {
  const at = new Date(time);
  const day = new Intl.DateTimeFormat(LOCALE[lang], { day: 'numeric', month: 'short' }).format(at);
  return `${day}${lang === 'fr' ? ' à ' : ', '}${clock(lang, at.getTime())}`;
}

/**
 * {@link moment} with the short name of the zone: '21 Nov, 15:31 (CET)'.
 * @param {Lang} lang
 * @param {string} time
 */
export function zonedMoment(lang, time) {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { timeZoneName: 'short' });
  const zone = format.formatToParts(new Date(time)).find(({ type }) => type === 'timeZoneName');
  return `${moment(lang, time)} (${zone?.value ?? 'UTC'})`;
}

/**
 * 'in 6 days'; what is less than an hour short of whole days counts as those.
 * @param {Lang} lang
 * @param {string} time
 * @param {number} now
 */
export function until(lang, time, now) {
  const seconds = Math.max(0, (Date.parse(time) - now) / 1000);
  const days = Math.ceil(seconds / 86400) * 86400;
  const told = days >= 2 * 86400 && days - seconds < 3600 ? days : seconds;
  const [unit, length] = STEPS.find(([, step]) => told >= 2 * step) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(LOCALE[lang]).format(Math.floor(told / length), unit);
}

/**
 * '7 days'.
 * @param {Lang} lang
 * @param {number} count
 */
export function days(lang, count) {
  const style = /** @type {const} */ ({ style: 'unit', unit: 'day', unitDisplay: 'long' });
  return new Intl.NumberFormat(LOCALE[lang], style).format(count);
}

/**
 * 'a, b and c'.
 * @param {Lang} lang
 * @param {readonly string[]} names
 */
export function list(lang, names) {
  return new Intl.ListFormat(LOCALE[lang], { type: 'conjunction' }).format(names);
}
