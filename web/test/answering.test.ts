// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { recallAnswering, rememberGiven, rememberTry, takeLink } from '../src/answering.ts';
import { requestLink } from '../src/protocol/requestlink.ts';

const link = (byte: number) =>
  new URL(requestLink('https://h.example', new Uint8Array(32).fill(byte))).hash;
const GIVEN = {
  receipt: 'https://h.example/receipt#1mabc',
  kinds: ['ftp' as const],
  created: '2026-11-22T05:00:00.000Z',
  expires: '2026-11-29T05:00:00.000Z',
};

beforeEach(() => {
  sessionStorage.clear();
  takeLink('none');
});

test('the same link with another tracker behind it keeps what was given, another one does not', () => {
  takeLink(`${link(7)}&utm_source=mail`);
  rememberGiven(GIVEN);
  takeLink(`${link(7)}&utm_source=chat`);
  expect(recallAnswering()).toEqual({
    fragment: `${link(7)}&utm_source=chat`,
    given: GIVEN,
    tried: [],
  });
  takeLink(link(8));
  expect(recallAnswering()).toEqual({ fragment: link(8), given: null, tried: [] });
});

test('what was sent is remembered once, until it is known which of it arrived', () => {
  const tried = (receipt: string) => ({ receipt, kinds: ['ftp' as const], created: GIVEN.created });
  takeLink(link(7));
  for (const receipt of ['one', 'two', 'two']) rememberTry(tried(receipt));
  takeLink(`${link(7)}&utm_source=chat`);
  expect(recallAnswering()?.tried).toEqual([tried('one'), tried('two')]);
  rememberGiven(GIVEN);
  expect(recallAnswering()?.tried).toEqual([]);
});

test('what others wrote there counts as nothing given', () => {
  for (const given of [1, {}, { ...GIVEN, kinds: ['x'] }, { ...GIVEN, receipt: 1 }]) {
    sessionStorage.setItem('handover-answering', JSON.stringify({ fragment: '#1r', given }));
    expect(recallAnswering()).toEqual({ fragment: '#1r', given: null, tried: [] });
  }
  sessionStorage.setItem('handover-answering', '{');
  expect(recallAnswering()).toBeNull();
});
