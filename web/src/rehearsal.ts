/** What comes after the claim, done once before it: a bundle is given out only once. */

import { type Bundle, decodeBundle, encodeBundle } from './protocol/bundle.ts';
import { openEnvelope, SALT, sealEnvelope } from './protocol/envelope.ts';
import { openKeys } from './protocol/key.ts';

const BUNDLE: Bundle = {
  items: [{ kind: 'other', fields: { secret: 'é🔑' }, note: '' }],
  files: [{ name: 'a', type: '', bytes: Uint8Array.of(1) }],
  lang: 'en',
};

let rehearsed: Promise<void> | null = null;

/** Seals and opens a bundle that says nothing, once a page. Throws whatever this browser cannot do. */
export function rehearse(): Promise<void> {
  rehearsed ??= sealAndOpen().catch((error: unknown) => {
    rehearsed = null;
    throw error;
  });
  return rehearsed;
}

async function sealAndOpen(): Promise<void> {
  const { prk1 } = await openKeys(new Uint8Array(32), new Uint8Array(0));
  const sealing = { prk1, id: new Uint8Array(16), passphrase: false };
  const envelope = await sealEnvelope(sealing, new Uint8Array(SALT), encodeBundle(BUNDLE));
  const { items } = decodeBundle(await openEnvelope(sealing, envelope));
  if (items[0]?.fields.secret !== BUNDLE.items[0]?.fields.secret) {
    throw new Error('this browser reads something else than was sealed');
  }
}
