import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { samples } from './scripts/samples.ts';

/** The modules that all pages begin with. */
const EVERYWHERE =
  /node_modules\/preact|src\/parts\/(announce|asked|banner|brand\.ts|focus|frame|how\.ts|icons|later|progress|start|text|waiting|words)|src\/(base|client|explain|format|labels|memory|visible)\.ts|protocol\/(kind|token|wire)\.ts|preload-helper/;

/**
 * The sender's pages of a link, built together. Each other page is built alone, as a mode of its own:
 * code that more pages share falls into more and smaller files, which every page then pays for.
 */
const TOGETHER = ['index', 'receipt'];
const ALONE = ['open', 'request', 'answer', 'collect', 'api'];

/** What the page that is given a link begins with, too. */
const LINKED = /protocol\/(key|text|link|sha256)\.ts|src\/(patience|restarted|receipt)\.ts/;

const SHARED = [
  { name: 'shared', test: EVERYWHERE },
  { name: 'linked', test: LINKED },
];

/**
 * `/open` begins with one file. What the press fetches imports only what was asked for with it: a file
 * that only another one names costs a slow line one more way to the server and back.
 */
const OPENING = [
  { name: 'open', tags: ['$initial' as const] },
  {
    name: 'ends',
    test: /pages\/open\/ends\.ts|src\/(idle|parts\/(copy|field|pastelink))|opening\/(done|finish|message)/,
  },
];

/** The page for machines is a document, and has a file for each language. */
function pagesOf(mode: string): string[] {
  if (mode === 'api') return ['api', 'api.fr'];
  return ALONE.includes(mode) ? [mode] : TOGETHER;
}

const page = (name: string) => fileURLToPath(new URL(`./${name}.html`, import.meta.url));

/**
 * Vite wraps each dynamic import to fetch the styles of the module first. Ours have none, and the
 * wrapper is a kilobyte on every page.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
  generateBundle: {
    order: 'post',
    handler: (_options, bundle) => {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk') file.code = file.code.replace(WRAPPED, '$2$3');
    },
  },
};

/** What is left of the wrapper after the minifier; one that looks different only weighs more. */
const WRAPPED =
  /\w+\((?:async\(\)=>\{let\{(\w+):e\}=await (import\(`[^`]*`\));return\{\1:e\}\}|\(\)=>(import\(`[^`]*`\)(?:\.then\(\w+=>\w+\.\w+\))?)),\[\],import\.meta\.url\)/g;

export default defineConfig(({ mode }) => ({
  plugins: [plainImports, samples],
  // Relative, so that a sub-path behind a proxy needs no configuration.
  base: './',
  publicDir: 'public',
  build: {
    outDir: 'dist',
    emptyOutDir: !ALONE.includes(mode),
    target: ['chrome111', 'firefox119', 'safari16.4'],
    // The policy of the pages allows no inline code, no inline style and no data: address.
    assetsInlineLimit: 0,
    // The list of what an import brings along is for the wrapper that is not there.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, deps, { hostType }) => (hostType === 'html' ? deps : []),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(pagesOf(mode).map((name) => [name, page(name)])),
      // What every page needs, in one file: many small ones compress worse.
      output: {
        codeSplitting: {
          groups: mode === 'open' ? OPENING : SHARED,
        },
      },
    },
  },
  worker: { format: 'es' },
}));
