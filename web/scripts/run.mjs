// Runs a TypeScript file: node scripts/run.mjs FILE
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const file = process.argv[2];
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE');
await runnerImport(resolve(file));
