/** Stretches one passphrase away from the page's thread, so that the page stays responsive. */

import { argon2id } from './protocol/argon2.ts';

/** What the page sends. */
export type Order = { password: Uint8Array; salt: Uint8Array };
/** What comes back: fractions of the work, then the 32 bytes. */
export type Report = { progress: number } | { stretched: Uint8Array<ArrayBuffer> };

const report = (message: Report) => self.postMessage(message);

self.onmessage = async ({ data: { password, salt } }: MessageEvent<Order>) => {
  report({ stretched: await argon2id(password, salt, (progress) => report({ progress })) });
};
