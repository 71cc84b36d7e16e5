/** Writes our own vectors, tests/vectors/*.json: npm run vectors. The same bytes every time. */

import { writeFile } from 'node:fs/promises';
import { allVectors, serialize } from './vectors/all.ts';

for (const [name, vectors] of Object.entries(await allVectors())) {
  await writeFile(new URL(`../../tests/vectors/${name}`, import.meta.url), serialize(vectors));
}
