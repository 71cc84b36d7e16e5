import { expect, test, vi } from 'vitest';
import { openEnvelope, SALT, type Sealing, sealEnvelope } from '../../src/protocol/envelope.ts';
import { openKeys } from '../../src/protocol/key.ts';
import { CHUNK } from '../../src/protocol/padding.ts';
import { randomBytes } from '../../src/protocol/token.ts';
import { turn } from '../../src/protocol/turn.ts';

async function sealing(): Promise<Sealing> {
  const { prk1 } = await openKeys(randomBytes(32), new Uint8Array(0));
  return { prk1, id: randomBytes(16), passphrase: false };
}

test('what waits has its turn', async () => {
  const { port1, port2 } = new MessageChannel();
  const heard = vi.fn();
  port1.onmessage = heard;
  port2.postMessage(null);
  await turn();
  expect(heard).toHaveBeenCalledOnce();
  port1.close();
});

test('between two chunks the page has a turn', async () => {
  const how = await sealing();
  const body = randomBytes(CHUNK);
  const large = new Uint8Array(4 * CHUNK);
  for (let at = 0; at < large.length; at += CHUNK) large.set(body, at);
  const turns = vi.spyOn(globalThis, 'MessageChannel');
  const envelope = await sealEnvelope(how, randomBytes(SALT), large);
  expect(turns).toHaveBeenCalledTimes(3);
  expect(await openEnvelope(how, envelope)).toEqual(large);
  expect(turns).toHaveBeenCalledTimes(6);
});
