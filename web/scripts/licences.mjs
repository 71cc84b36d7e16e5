// What the pages are built from: each package by its digest, and none under a licence that would
// bind whoever is sent our pages. What only tests use is sent to nobody.
import { readFile } from 'node:fs/promises';

const SENT = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
const USED = [...SENT, 'MIT OR Apache-2.0', 'MPL-2.0', 'Unlicense'];

const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

const wrong = packages.flatMap(([path, { dev, integrity, license }]) => [
  ...((dev ? USED : SENT).includes(license) ? [] : [`${path} has the licence ${license}`]),
  ...(integrity?.startsWith('sha512-') ? [] : [`${path} has no SHA-512 digest`]),
]);

if (wrong.length > 0) {
  console.error(`package-lock.json:\n  ${wrong.join('\n  ')}`);
  process.exit(1);
}
console.log(`${packages.length} npm packages: licences and digests are in order`);
