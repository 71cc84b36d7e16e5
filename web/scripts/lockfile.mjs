// A lock file written on one platform can lack the binaries of the others: then `npm ci` works
// there and fails elsewhere. So every optional dependency must have its own entry.
import { readFile } from 'node:fs/promises';

const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'));
const held = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)));

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !held.has(name))
    .map((name) => `${name}, wanted by ${path}`),
);

if (missing.length > 0) {
  console.error(`package-lock.json lacks optional dependencies:\n  ${missing.join('\n  ')}`);
  console.error('Delete node_modules and package-lock.json, then run npm install again.');
  process.exit(1);
}
