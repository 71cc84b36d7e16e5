/** Stretches one passphrase away from the page's thread, so that the page stays responsive. */

import { argon2id } from './protocol/argon2.ts';

/** What the page sends. */
export type Order = { password: Uint8Array; salt: Uint8Array };
/** What comes back: fractions of the work, then the 32 bytes. */
export type Report = { progress: number } | { stretched: Uint8Array<ArrayBuffer> };

/** As often as a progress bar can show it; each report costs the page a drawing. */
const STEP = 0.05;

const report = (message: Report) => self.postMessage(message);

self.onmessage = ({ data: { password, salt } }: MessageEvent<Order>) => {
  let reported = 0;
  const onProgress = (fraction: number) => {
    if (fraction - reported < STEP) return;
    reported = fraction;
    report({ progress: fraction });
  };
  report({ stretched: argon2id(password, salt, onProgress) });
};
