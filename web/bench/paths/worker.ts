/** Seals and opens away from the page's thread, by the product's code. */

import { openEnvelope, type Sealing, sealEnvelope } from '../../src/protocol/envelope.ts';

export type Order = { sealing: Sealing; salt: Uint8Array; padded: Uint8Array };

self.onmessage = async ({ data: { sealing, salt, padded } }: MessageEvent<Order>) => {
  const envelope = await sealEnvelope(sealing, salt, padded);
  const opened = await openEnvelope(sealing, envelope);
  self.postMessage(opened, { transfer: [opened.buffer] });
};
