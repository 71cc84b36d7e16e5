// What a page costs over the wire: its scripts and styles in brotli, and what those import at once.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const BUDGET = {
  'index.html': 25_000,
  'open.html': 25_000,
  'receipt.html': 25_000,
  'request.html': 45_000,
  'answer.html': 45_000,
  'collect.html': 45_000,
  'api.html': 25_000,
  'api.fr.html': 25_000,
};

// Static imports only: what is loaded on demand (the passphrase, the QR code) is not in the budget.
const IN_HTML = /(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g;
const IN_SCRIPT = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;
const ON_DEMAND = /["`]\.\/([^"`]+\.js)["`]/g;

// The post-quantum code is as heavy as half of a page, and only requests need it. No minifier touches a text in it.
const POST_QUANTUM = 'ML-KEM';
const WITHOUT = ['index.html', 'open.html', 'receipt.html', 'api.html', 'api.fr.html'];

async function needed(page, inScript = IN_SCRIPT) {
  const html = await readFile(join(DIST, page), 'utf8');
  const found = new Set(Array.from(html.matchAll(IN_HTML), ([, path]) => path));
  for (const path of found) {
    if (!path.endsWith('.js')) continue;
    const script = await readFile(join(DIST, path), 'utf8');
    for (const [, name] of script.matchAll(inScript)) found.add(`assets/${name}`);
  }
  return [...found];
}

async function weight(path) {
  return (await stat(join(DIST, `${path}.br`))).size;
}

let tooHeavy = false;
for (const [page, most] of Object.entries(BUDGET)) {
  const sizes = await Promise.all((await needed(page)).map(weight));
  const sum = sizes.reduce((total, size) => total + size, 0);
  console.log(`${page}: ${sum} of ${most} bytes of script and style (brotli)`);
  tooHeavy ||= sum > most || sum === 0;
}
for (const page of WITHOUT) {
  for (const path of await needed(page, ON_DEMAND)) {
    const text = path.endsWith('.js') ? await readFile(join(DIST, path), 'utf8') : '';
    if (!text.includes(POST_QUANTUM)) continue;
    console.error(`${page} can load ${path}, which has post-quantum code.`);
    tooHeavy = true;
  }
}
if (tooHeavy) {
  console.error('A page is over its budget, or nothing was found in it.');
  process.exit(1);
}
