import { expect, test, vi } from 'vitest';
import { ahead } from '../src/ahead.ts';

test('what is asked for first has begun, and is begun anew after that', async () => {
  const work = vi.fn(async () => work.mock.calls.length);
  const look = ahead(work);
  expect(work).toHaveBeenCalledOnce();
  expect(await look()).toBe(1);
  expect(work).toHaveBeenCalledOnce();
  expect(await look()).toBe(2);
});
