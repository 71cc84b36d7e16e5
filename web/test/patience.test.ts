import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem, Unreachable } from '../src/client.ts';
import { patiently } from '../src/patience.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const lost = () => Promise.reject(new Unreachable(new TypeError('lost')));
const busy = (seconds: number) =>
  Promise.reject(new Problem(429, { code: 'slow_down', detail: '' }, seconds));

function withResolvers() {
  let resolve: (text: string) => void = () => {};
  const promise = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('an answer that comes soon is not waited for aloud', async () => {
  const said = vi.fn();
  const send = vi.fn().mockImplementationOnce(lost).mockResolvedValue('here');
  const answer = patiently(send, undefined, said);
  await vi.runAllTimersAsync();
  expect(await answer).toBe('here');
  expect(said).not.toHaveBeenCalled();
});

test('a call that hangs is spoken of after two seconds, once', async () => {
  const said = vi.fn();
  const { promise, resolve } = withResolvers();
  const answer = patiently(() => promise, undefined, said);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(said).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toHaveBeenCalledTimes(1);
  resolve('here');
  expect(await answer).toBe('here');
});

test('and again with each refusal after that', async () => {
  const said = vi.fn();
  const send = vi
    .fn()
    .mockImplementationOnce(() => busy(5))
    .mockImplementationOnce(lost)
    .mockImplementationOnce(lost)
    .mockResolvedValue('here');
  const answer = patiently(send, undefined, said);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toHaveBeenCalledTimes(1);
  await vi.runAllTimersAsync();
  expect(await answer).toBe('here');
  expect(said).toHaveBeenCalledTimes(3);
});
