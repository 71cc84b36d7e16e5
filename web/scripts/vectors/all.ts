import { bundleVectors } from './bundle.ts';
import { envelopeVectors } from './envelope.ts';
import { linkVectors } from './link.ts';
import { paddingVectors } from './padding.ts';
import { requestVectors } from './request.ts';
import { teamKeyVectors } from './teamkey.ts';
import { tokenVectors } from './token.ts';

/** File name → content. */
export async function allVectors(): Promise<Record<string, Record<string, unknown>>> {
  return {
    'token.json': tokenVectors(),
    'padding.json': paddingVectors(),
    'bundle.json': bundleVectors(),
    'envelope.json': await envelopeVectors(),
    'link.json': linkVectors(),
    'request.json': { ...(await requestVectors()), team_keys: teamKeyVectors() },
  };
}

/** One case a line, so that a changed case is a changed line; nothing but ASCII. */
export function serialize(vectors: Record<string, unknown>): string {
  const groups = Object.entries(vectors).map(([name, value]) => {
    const text = Array.isArray(value) ? `[\n  ${value.map(ascii).join(',\n  ')}\n]` : ascii(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${groups.join(',\n')}\n}\n`;
}

function ascii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
