/** Times, lifetimes and sizes in the reader's language and zone. */

export type Lang = 'en' | 'fr';

// British English: the 24-hour clock and the day before the month, as support teams write it.
const LOCALE: Readonly<Record<Lang, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** '21 Nov, 15:31' or '21 nov. à 15:31'; with seconds '21 Nov, 15:31:24'. In the reader's zone. */
export function moment(lang: Lang, time: string, seconds = false): string {
  const at = new Date(time);
  const day = new Intl.DateTimeFormat(LOCALE[lang], { day: 'numeric', month: 'short' }).format(at);
  return `${day}${lang === 'fr' ? ' à ' : ', '}${clock(lang, time, seconds)}`;
}

/** {@link moment} with the short name of the reader's zone: '21 Nov, 15:31 (CET)', '21 nov. à 15:31 (UTC+1)'. */
export function zonedMoment(lang: Lang, time: string): string {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { timeZoneName: 'short' });
  const zone = format.formatToParts(new Date(time)).find(({ type }) => type === 'timeZoneName');
  return `${moment(lang, time)} (${zone?.value ?? 'UTC'})`;
}

/** '15:31', or '15:31:24' with seconds. */
export function clock(lang: Lang, time: string, seconds = false): string {
  const timeStyle = seconds ? 'medium' : 'short';
  return new Intl.DateTimeFormat(LOCALE[lang], { timeStyle }).format(new Date(time));
}

/** The whole time with its zone, for a title. */
export function wholeMoment(lang: Lang, time: string): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'full', timeStyle: 'long' }).format(new Date(time))} (${zone})`;
}

const STEPS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The largest unit of which there are two or more: '7 days', '90 minutes', '60 seconds'; but '1 day', '1 hour'. */
export function lifetime(lang: Lang, seconds: number): string {
  const [unit, length] =
    STEPS.find(([, step]) => seconds >= 2 * step || (seconds === step && step > 60)) ?? STEPS[3];
  return new Intl.NumberFormat(LOCALE[lang], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(seconds / length),
  );
}

/** 'in 6 days', 'dans 6 jours'; what is less than an hour short of whole days counts as those. */
export function until(lang: Lang, time: string, now: number): string {
  const seconds = Math.max(0, (Date.parse(time) - now) / 1000);
  const day = 86400;
  const days = Math.ceil(seconds / day) * day;
  const told = days >= 2 * day && days - seconds < 3600 ? days : seconds;
  const [unit, length] = STEPS.find(([, step]) => told >= 2 * step) ?? STEPS[3];
  return new Intl.RelativeTimeFormat(LOCALE[lang]).format(Math.floor(told / length), unit);
}

/** Binary units, as the server's settings have them: '12 KB', '1 MB', rounded up so that a limit is never understated. */
export function size(lang: Lang, bytes: number): string {
  const [unit, step] =
    bytes < 1024
      ? (['byte', 1] as const)
      : bytes < 1048576
        ? (['kilobyte', 1024] as const)
        : (['megabyte', 1048576] as const);
  const digits = unit === 'megabyte' ? 1 : 0;
  const amount = Math.ceil((bytes / step) * 10 ** digits) / 10 ** digits;
  return new Intl.NumberFormat(LOCALE[lang], {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(amount);
}

/** A word list of names: 'a, b and c'. */
export function list(lang: Lang, names: readonly string[]): string {
  return new Intl.ListFormat(LOCALE[lang], { type: 'conjunction' }).format(names);
}
