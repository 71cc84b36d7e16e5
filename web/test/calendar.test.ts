import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { asCalendar } from '../src/calendar.ts';
import { reminder as en } from '../src/words/en/reminder.ts';
import { reminder as fr } from '../src/words/fr/reminder.ts';

const NOW = new Date(2026, 11, 31, 23, 30);
const made = (title: string, text: string, days = 1) =>
  asCalendar({ uid: 'u-1', now: NOW, title, text, days });

describe('a calendar file', () => {
  test('is one event on the next day, over the end of a year', () => {
    const stamp = NOW.toISOString().replace(/[-:]|\.\d+/g, '');
    expect(made('Close', 'Now').split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Handover//Reminder//EN',
      'BEGIN:VEVENT',
      'UID:u-1',
      `DTSTAMP:${stamp}`,
      'DTSTART;VALUE=DATE:20270101',
      'DTEND;VALUE=DATE:20270102',
      'TRANSP:TRANSPARENT',
      'SUMMARY:Close',
      'DESCRIPTION:Now',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:PT9H',
      'DESCRIPTION:Close',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(stamp).toMatch(/^\d{8}T\d{6}Z$/);
  });

  test.each([
    [1, '2027-01-01', '2027-01-02'],
    [3, '2027-01-03', '2027-01-04'],
    [7, '2027-01-07', '2027-01-08'],
  ])('another program reads it: %i days from now', (days, start, end) => {
    const title = 'Fermer l’accès ; du support, tout';
    const text = 'é\\n,;'.repeat(40);
    const calendar = new ICAL.Component(ICAL.parse(made(title, text, days)));
    const events = calendar.getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    const event = new ICAL.Event(events[0]);
    expect(event.summary).toBe(title);
    expect(event.description).toBe(text);
    expect(event.uid).toBe('u-1');
    expect(event.startDate.isDate).toBe(true);
    expect([`${event.startDate}`, `${event.endDate}`]).toEqual([start, end]);
    const alarm = events[0]?.getFirstSubcomponent('valarm');
    expect(`${alarm?.getFirstPropertyValue('trigger')}`).toBe('PT9H');
  });

  test('escapes what has a meaning of its own', () => {
    expect(made('a;b,c\\d', 'e\r\nf\ng')).toContain(
      'SUMMARY:a\\;b\\,c\\\\d\r\nDESCRIPTION:e\\nf\\ng\r\n',
    );
  });

  test.each(['x'.repeat(300), 'é'.repeat(200), '😀'.repeat(100)])(
    'folds after at most 75 bytes, and unfolds to the same: %.5s…',
    (text) => {
      const file = made('t', text);
      const lines = file.split('\r\n').map((line) => new TextEncoder().encode(line));
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(75);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(lines[10])).toContain('DESCRIPTION:');
      expect(file.replaceAll('\r\n ', '')).toContain(`\r\nDESCRIPTION:${text}\r\n`);
    },
  );

  test.each([en, fr])('has no link in it: $title', ({ title, text }) => {
    expect(made(title, text)).not.toMatch(/https?:|#/);
  });
});
