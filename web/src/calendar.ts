/**
 * A reminder as a calendar file (RFC 5545). Pure. It names no value and no link: a calendar is
 * synchronised to many places.
 */

export type Reminder = {
  /** Unique for ever; tells nothing of the bundle. */
  uid: string;
  now: Date;
  title: string;
  text: string;
  /** From now, in days. */
  days: number;
};

/** An event for a whole day in the reader's own zone, which speaks up at nine in the morning. */
export function asCalendar({ uid, now, title, text, days }: Reminder): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Handover//Reminder//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${dayAfter(now, days)}`,
    `DTEND;VALUE=DATE:${dayAfter(now, days + 1)}`,
    // The day stays free for other things.
    'TRANSP:TRANSPARENT',
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT9H',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

function dayAfter(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const digits = (number: number, length: number) => String(number).padStart(length, '0');
  return digits(day.getFullYear(), 4) + digits(day.getMonth() + 1, 2) + digits(day.getDate(), 2);
}

/** TEXT, section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

/** At most 75 bytes a line, section 3.1; never inside of a character. */
function folded(line: string): string {
  const utf8 = new TextEncoder();
  let width = 0;
  return Array.from(line, (character) => {
    const bytes = utf8.encode(character).length;
    const fold = width + bytes > 75;
    // The blank of the next line counts.
    width = fold ? 1 + bytes : width + bytes;
    return fold ? `\r\n ${character}` : character;
  }).join('');
}
