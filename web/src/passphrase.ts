/** Stretches a passphrase in a Worker; the code for it is only loaded when one is typed. */

import type { Order, Report } from './argon2.worker.ts';
import WORKER_URL from './argon2.worker.ts?worker&url';
import { passphraseBytes } from './protocol/key.ts';
import type { Bytes } from './protocol/token.ts';

/** The Worker did not start or broke off. Nothing was sent, nothing is lost. */
export class WorkerFailed extends Error {
  override name = 'WorkerFailed';
  constructor() {
    super('the passphrase could not be worked on in this browser');
  }
}

/**
 * `P` of the SPEC, section 1. Throws `PassphraseRefused` before any work, {@link WorkerFailed}.
 * `onProgress` gets fractions from 0 to 1.
 */
export async function stretch(
  passphrase: string,
  salt: Uint8Array,
  onProgress: (fraction: number) => void = () => {},
): Promise<Bytes> {
  const order: Order = { password: passphraseBytes(passphrase), salt };
  const worker = new Worker(scriptUrl(), { type: 'module', name: 'handover-passphrase' });
  try {
    return await new Promise<Bytes>((resolve, reject) => {
      worker.onerror = () => reject(new WorkerFailed());
      worker.onmessage = ({ data }: MessageEvent<Report>) =>
        'stretched' in data ? resolve(data.stretched) : onProgress(data.progress);
      worker.postMessage(order);
    });
  } finally {
    worker.terminate();
  }
}

type Policy = { createScriptURL(input: string): string };
type Factory = { createPolicy(name: string, rules: Policy): Policy };

let policy: Policy | undefined;

/**
 * The one Trusted Types policy of these pages, and the one URL it gives, whatever it is asked. A
 * policy's name can be used once a page, so it is kept.
 */
function scriptUrl(): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  const rules: Policy = { createScriptURL: () => WORKER_URL };
  policy ??= factory?.createPolicy('handover-worker', rules) ?? rules;
  return policy.createScriptURL(WORKER_URL);
}
