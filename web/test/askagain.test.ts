// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { type AskedBefore, askAgain, takeAskAgain } from '../src/askagain.ts';

const BEFORE: AskedBefore = { kinds: ['backoffice', 'ftp'], reference: 'T-123', lang: 'fr' };

beforeEach(() => sessionStorage.clear());

test('is told once', () => {
  askAgain(BEFORE);
  expect(takeAskAgain()).toEqual(BEFORE);
  expect(takeAskAgain()).toBeNull();
});

test.each(['', '{', 'null', '{"kinds":["nope"],"reference":"","lang":"fr"}', '{"kinds":[]}'])(
  'what others wrote is nothing: %s',
  (text) => {
    sessionStorage.setItem('handover.ask-again', text);
    expect(takeAskAgain()).toBeNull();
  },
);

test('where storage is refused nothing breaks', () => {
  vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  expect(() => askAgain(BEFORE)).not.toThrow();
  expect(takeAskAgain()).toBeNull();
});
