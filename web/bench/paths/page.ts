/** The ways in which a browser can seal a body and open it again, each measured beside the page's own work. */

import { openEnvelope, SALT, type Sealing, sealEnvelope } from '../../src/protocol/envelope.ts';
import { openKeys } from '../../src/protocol/key.ts';
import { CHUNK } from '../../src/protocol/padding.ts';
import { randomBytes } from '../../src/protocol/token.ts';
import type { Order } from './worker.ts';
import WORKER_URL from './worker.ts?worker&url';

/** Seals and opens, and gives the number of bytes that came out. */
type Path = (order: Order) => Promise<number>;

const paths: Record<string, Path> = {
  "noble, the page's thread": async ({ sealing, salt, padded }) =>
    (await openEnvelope(sealing, await sealEnvelope(sealing, salt, padded))).length,
  'noble, a Worker for each': async (order) => {
    const worker = start();
    try {
      return await through(worker, order);
    } finally {
      worker.terminate();
    }
  },
  'noble, one Worker for all': (order) => through(kept, order),
  // Another cipher than the protocol's, which no browser has built in.
  'WebCrypto, AES-256-GCM': async ({ padded }) => {
    let opened = 0;
    for (let at = 0; at < padded.length; at += CHUNK) {
      const chunk = padded.slice(at, at + CHUNK);
      const how = { name: 'AES-GCM', iv: randomBytes(12) };
      const sealed = await crypto.subtle.encrypt(how, await aes, chunk);
      opened += (await crypto.subtle.decrypt(how, await aes, sealed)).byteLength;
    }
    return opened;
  },
};

const start = () => new Worker(WORKER_URL, { type: 'module' });
const kept = start();
const aes = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
  'encrypt',
  'decrypt',
]);

function through(worker: Worker, order: Order): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onerror = () => reject(new Error('the Worker failed'));
    worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => resolve(data.length);
    worker.postMessage(order);
  });
}

async function sealing(): Promise<Sealing> {
  const { prk1 } = await openKeys(randomBytes(32), new Uint8Array(0));
  return { prk1, id: randomBytes(16), passphrase: false };
}

/** The longest time, in milliseconds, in which the page's thread did nothing else. */
async function longestHold(work: () => Promise<void>): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  port1.onmessage = () => {
    look();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await work();
  look();
  port1.close();
  return longest;
}

/** Milliseconds. */
export type Run = { took: number; held: number };

async function run(name: string, bytes: number): Promise<Run> {
  // What is drawn at once is limited, and what the bytes are costs no cipher anything.
  const padded = new Uint8Array(bytes).fill(0x48);
  const order = { sealing: await sealing(), salt: randomBytes(SALT), padded };
  let took = Number.NaN;
  const held = await longestHold(async () => {
    const started = performance.now();
    if ((await paths[name]?.(order)) !== bytes) throw new Error(`${name}: not what was sealed`);
    took = performance.now() - started;
  });
  return { took, held };
}

export type Paths = { names: string[]; run: typeof run };
Object.assign(globalThis, { paths: { names: Object.keys(paths), run } satisfies Paths });
