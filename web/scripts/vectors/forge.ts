import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Sealing, sealEnvelope } from '../../src/protocol/envelope.ts';
import { payloadKeys } from '../../src/protocol/key.ts';
import { CHUNK } from '../../src/protocol/padding.ts';
import { type Bytes, concat, u32 } from '../../src/protocol/token.ts';

/**
 * Seals as somebody who has the key and breaks the rules: the last byte of each chunk's nonce is
 * as `last` says, commitment and tags fit.
 */
export async function forge(
  sealing: Sealing,
  salt: Bytes,
  padded: Bytes,
  last: readonly number[],
): Promise<Bytes> {
  const header = (await sealEnvelope(sealing, salt, padded)).slice(0, 32);
  const keys = await payloadKeys(sealing.prk1, header, sealing.id);
  const aad = concat(header, sealing.id);
  const chunks = last.map((flag, i) => {
    const nonce = concat(keys.noncePrefix, u32(i), Uint8Array.of(flag));
    const chunk = padded.subarray(i * CHUNK, (i + 1) * CHUNK);
    return xchacha20poly1305(keys.key, nonce, aad).encrypt(chunk);
  });
  return concat(header, keys.commit, ...chunks);
}
