import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem, Unreachable } from '../src/client.ts';
import { CLAIMED, patiently } from '../src/patience.ts';

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

const away = () => Promise.reject(new Problem(503, { code: 'not_durable', detail: '' }, 1));

test('a store that is away for ten seconds is outlasted, and one that stays away is told', async () => {
  const began = Date.now();
  const back = patiently(() => (Date.now() < began + 10_000 ? away() : Promise.resolve('here')));
  await vi.runAllTimersAsync();
  expect(await back).toBe('here');
  const again = Date.now();
  const told = expect(patiently(away)).rejects.toMatchObject({ code: 'not_durable' });
  await vi.runAllTimersAsync();
  await told;
  expect(Date.now() - again).toBeGreaterThan(15_000);
  expect(Date.now() - again).toBeLessThanOrEqual(20_000);
});

test('a full store, or what is over, is told at once', async () => {
  for (const [status, code] of [
    [507, 'full'],
    [410, 'gone'],
    [500, 'other'],
  ] as const) {
    const send = vi.fn(() => Promise.reject(new Problem(status, { code, detail: '' }, null)));
    await expect(patiently(send)).rejects.toMatchObject({ status });
    expect(send).toHaveBeenCalledTimes(1);
  }
});

test('whoever is offline hears it at once; a claim is tried on, as its lease runs', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  const send = vi.fn(lost);
  await expect(patiently(send)).rejects.toBeInstanceOf(Unreachable);
  expect(send).toHaveBeenCalledTimes(1);
  const claiming = vi.fn().mockImplementationOnce(lost).mockResolvedValue('here');
  const claimed = patiently(claiming, CLAIMED);
  await vi.runAllTimersAsync();
  expect(await claimed).toBe('here');
});
