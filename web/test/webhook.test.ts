// tests/vectors/webhook.json, verified as a receiver would: by the library that is published for it.
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readVectors } from './protocol/hex.ts';

interface Call {
  name: string;
  secrets: string[];
  id: string;
  timestamp: number;
  body: string;
  signature: string;
}

const { calls } = readVectors<{ calls: Call[] }>('webhook.json');

const verify = (call: Call, secret: string, changed: Partial<Call> = {}) => {
  const { id, timestamp, body, signature } = { ...call, ...changed };
  return new Webhook(secret).verify(body, {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  });
};

/** The clock of a receiver that hears of it so many seconds later. */
const hear = ({ timestamp }: Call, after: number) => vi.setSystemTime((timestamp + after) * 1000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe.each(calls)('$name', (call) => {
  test('every secret verifies it', () => {
    hear(call, 3);
    for (const secret of call.secrets) {
      expect(verify(call, secret)).toEqual(JSON.parse(call.body));
    }
    expect(JSON.parse(call.body).id).toBe(call.id);
    expect(new TextEncoder().encode(call.body).length).toBeLessThan(20_000);
  });

  test('nothing else does, and nothing that was changed is taken', () => {
    hear(call, 3);
    const [secret] = call.secrets as [string];
    const stranger = `whsec_${btoa('a secret that nobody was given..')}`;
    const refused = [
      () => verify(call, stranger),
      () => verify(call, secret, { body: call.body.replace(call.id, '3f-1900000000000-1') }),
      () => verify(call, secret, { body: `${call.body} ` }),
      () => verify(call, secret, { id: `${call.id}0` }),
      () => verify(call, secret, { timestamp: call.timestamp + 1 }),
    ];
    for (const attempt of refused) {
      expect(attempt).toThrow(WebhookVerificationError);
    }
  });

  test('it is taken for minutes, not for ever', () => {
    const [secret] = call.secrets as [string];
    hear(call, 600);
    expect(() => verify(call, secret)).toThrow('Message timestamp too old');
  });
});

test('during a rotation either secret is enough, and each has a signature of its own', () => {
  const rotations = calls.filter(({ secrets }) => secrets.length === 2);
  expect(rotations.length).toBeGreaterThan(0);
  for (const call of rotations) {
    hear(call, 0);
    const [older, newer] = call.signature.split(' ') as [string, string];
    const [old, next] = call.secrets as [string, string];
    expect(() => verify(call, old, { signature: newer })).toThrow(WebhookVerificationError);
    expect(() => verify(call, next, { signature: older })).toThrow(WebhookVerificationError);
    expect(verify(call, next, { signature: newer })).toBeTruthy();
  }
});
