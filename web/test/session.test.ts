// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { takeFragment as take } from '../src/fragment.ts';
import { isSameLink, shareLink } from '../src/protocol/link.ts';
import {
  dropLink,
  forgetOpening,
  openedHere,
  recallOpening,
  rememberOpening,
  survivesReload,
  takeLink,
} from '../src/session.ts';

const takeFragment = () => take(takeLink);

const CLAIM = new Uint8Array(32).fill(3);

beforeEach(() => {
  forgetOpening();
  history.replaceState(null, '', '/sub/open?x=1');
});

test('the fragment leaves the address bar and is kept', () => {
  history.replaceState(null, '', '/sub/open?x=1#1sabc');
  const before = history.length;
  expect(takeFragment()).toBe(true);
  expect(location.href).toMatch(/\/sub\/open\?x=1$/);
  expect(history.length).toBe(before);
  expect(recallOpening()).toMatchObject({ fragment: '#1sabc', claim: null });
});

test('without a fragment nothing changes', () => {
  rememberOpening({ fragment: '1sabc', claim: CLAIM });
  expect(takeFragment()).toBe(false);
  expect(recallOpening()).toMatchObject({ fragment: '1sabc', claim: CLAIM });
});

test('the same link again keeps the claim, another one does not', () => {
  rememberOpening({ fragment: '#1sabc', claim: CLAIM });
  location.hash = '#1sabc';
  takeFragment();
  expect(recallOpening()).toMatchObject({ fragment: '#1sabc', claim: CLAIM });
  location.hash = '#1sother';
  takeFragment();
  expect(recallOpening()).toMatchObject({ fragment: '#1sother', claim: null });
});

test('the same link with another tracker behind it keeps the claim', () => {
  const { hash } = new URL(shareLink('https://h.example', new Uint8Array(32).fill(7), false));
  rememberOpening({ fragment: `${hash}&utm_source=mail`, claim: CLAIM });
  location.hash = `${hash}&utm_source=chat`;
  takeFragment();
  expect(recallOpening()?.claim).toEqual(CLAIM);
  location.hash = new URL(shareLink('https://h.example', new Uint8Array(32).fill(8), false)).hash;
  takeFragment();
  expect(recallOpening()?.claim).toBeNull();
});

test('the same link in another text, and of another kind', () => {
  const { hash } = new URL(shareLink('https://h.example', new Uint8Array(32).fill(7), false));
  expect(isSameLink(`Voici : <https://h.example/open${hash}>`, hash)).toBe(true);
  const { hash: other } = new URL(shareLink('https://h.example', new Uint8Array(32).fill(7), true));
  expect(isSameLink(other, hash)).toBe(false);
});

test('what an answer was opened with is kept beside the claim, and goes with it', () => {
  const answer = new Uint8Array(64).fill(9);
  rememberOpening({ fragment: '#1tabc', claim: CLAIM, answer });
  expect(recallOpening()).toEqual({ fragment: '#1tabc', claim: CLAIM, answer });
  takeLink('#1tother');
  expect(recallOpening()?.answer).toBeNull();
});

test('a dropped link is neither there nor over', () => {
  rememberOpening({ fragment: '#1sabc', claim: CLAIM });
  dropLink();
  expect(recallOpening()).toBeNull();
  expect(openedHere()).toBe(false);
});

test('what was forgotten leaves only that it was; the next link takes its place', () => {
  expect(survivesReload()).toBe(true);
  expect(openedHere()).toBe(true);
  location.hash = '#1sabc';
  takeFragment();
  expect(openedHere()).toBe(false);
  expect(recallOpening()).toMatchObject({ fragment: '#1sabc', claim: null });
});

test('forgotten is forgotten', () => {
  rememberOpening({ fragment: '1sabc', claim: CLAIM });
  forgetOpening();
  expect(recallOpening()).toBeNull();
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('1sabc');
});

test('a browser that refuses storage still remembers until the page goes', () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  vi.stubGlobal('sessionStorage', storage);
  rememberOpening({ fragment: '1sabc', claim: CLAIM });
  expect(survivesReload()).toBe(false);
  expect(recallOpening()).toMatchObject({ fragment: '1sabc', claim: CLAIM });
  forgetOpening();
  expect(recallOpening()).toBeNull();
});

test.each(['', 'null', '1', '{', '{}', '{"fragment":1}', '{"fragment":"x","claim":"short"}'])(
  'what another wrote there is nothing: %s',
  (text) => {
    sessionStorage.setItem(sessionStorage.key(0) ?? '', text);
    expect(recallOpening()).toBeNull();
  },
);
