import { describe, expect, test } from 'vitest';
import type { AnswererView } from '../src/client/requests.ts';
import type { Receipt } from '../src/client.ts';
import { answerTimeline, erasedAfter, timeline } from '../src/timeline.ts';

const at = (minute: number, second = 0) =>
  new Date(Date.UTC(2026, 10, 21, 15, minute, second)).toISOString();
const SEALED: Receipt = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  state: 'sealed',
  created_at: at(4),
  expires_at: at(50),
  receipt_until: at(59),
  size: 1024,
  passphrase: false,
  tries_left: 5,
  late_attempts: 0,
};
const OPENED: Receipt = {
  ...SEALED,
  state: 'opened',
  claimed_at: at(31),
  opened_at: at(31, 24),
  confirmed_at: at(31, 24),
  readable: true,
};
const names = (receipt: Receipt) =>
  timeline(receipt).map(({ name, ahead }) => (ahead ? `(${name})` : name));

describe('a timeline', () => {
  test.each([
    [SEALED, ['sealed', '(waiting)']],
    [
      { ...SEALED, state: 'claimed', claimed_at: at(31) },
      ['sealed', 'claimed', '(willErase)', '(willFinish)'],
    ],
    [OPENED, ['sealed', 'claimed', 'erased', '(willFinish)']],
    [{ ...OPENED, finished_at: at(40) }, ['sealed', 'claimed', 'erased', 'finished']],
    [{ ...SEALED, state: 'expired', ended_at: at(50) }, ['sealed', 'expired']],
    [{ ...SEALED, state: 'revoked', ended_at: at(9) }, ['sealed', 'revoked']],
    [{ ...SEALED, state: 'destroyed', ended_at: at(9) }, ['sealed', 'destroyed']],
    [{ ...SEALED, state: 'lost', ended_at: at(9) }, ['sealed', 'lost']],
  ] as [Receipt, string[]][])('of %o', (receipt, expected) => {
    expect(names(receipt)).toEqual(expected);
  });

  test.each(['expired', 'revoked', 'destroyed', 'lost'] as const)('%s: says when', (state) => {
    expect(timeline({ ...SEALED, state, ended_at: at(9) })[1]).toMatchObject({
      name: state,
      at: at(9),
    });
  });

  test('later tries have no time: they stand after what happened, before what is ahead', () => {
    const steps = timeline({ ...OPENED, late_attempts: 2 });
    expect(steps.map(({ name }) => name)).toEqual([
      'sealed',
      'claimed',
      'erased',
      'late',
      'willFinish',
    ]);
    expect(steps[3]).toEqual({ name: 'late', at: null, count: 2, bad: true });
  });

  test('the erasure says how long after the opening, and who did not confirm or could not read', () => {
    const erased = (receipt: Receipt) => timeline(receipt)[2];
    expect(erased(OPENED)).toEqual({ name: 'erased', at: at(31, 24), after: 24 });
    const { confirmed_at: _, ...silent } = OPENED;
    expect(erased(silent)).toMatchObject({ note: 'notConfirmed' });
    expect(erased({ ...silent, claimed_at: at(31, 24) })).not.toHaveProperty('note');
    expect(erased({ ...OPENED, readable: false })).toMatchObject({
      note: 'notReadable',
      bad: true,
    });
    expect(erasedAfter({ ...OPENED, claimed_at: at(31, 24) })).toBe(0);
    expect(erasedAfter({ ...OPENED, claimed_at: at(31, 25) }), 'two clocks').toBe(0);
  });
});

describe('the timeline of an answer', () => {
  const ANSWERED: AnswererView = {
    state: 'answered',
    document: '',
    created_at: at(1),
    answered_at: at(4),
    expires_at: at(50),
  };
  const TAKEN = { ...ANSWERED, claimed_at: at(31), opened_at: at(31, 24) } as const;
  const of = (view: AnswererView) =>
    answerTimeline(view).map(({ name, ahead }) => (ahead ? `(${name})` : name));

  test.each([
    [ANSWERED, ['asked', 'answered', '(waiting)']],
    [
      { ...TAKEN, state: 'claimed' },
      ['asked', 'answered', 'claimed', '(willErase)', '(willFinish)'],
    ],
    [
      { ...TAKEN, state: 'opened', finished_at: at(40) },
      ['asked', 'answered', 'claimed', 'erased', 'finished'],
    ],
    [{ ...ANSWERED, state: 'expired', ended_at: at(50) }, ['asked', 'answered', 'expired']],
    [{ ...ANSWERED, state: 'lost', ended_at: at(50) }, ['asked', 'answered', 'lost']],
  ] satisfies [AnswererView, string[]][])('%#', (view, steps) => {
    expect(of(view)).toEqual(steps);
  });

  test('has the times of the asking and of the answer', () => {
    expect(answerTimeline(ANSWERED).map((step) => step.at)).toEqual([at(1), at(4), null]);
  });
});
