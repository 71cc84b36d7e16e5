// Sealing and opening in the real pages: `npm run bench`, with --json for programs. Times are the
// page's own, in milliseconds: from the press to the upload's first call, and from the answer's last
// byte to the painted cards. What the network and the server take is left out. It reports; it fails
// nothing.
import { cpus, loadavg } from 'node:os';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { startServer } from '../e2e/server.ts';
import playwright from '../playwright.config.ts';
import { CASES, type Case } from './cases.ts';
import { openOnce, type Round, sealOnce } from './page.ts';

const ROUNDS = 15;
/** Milliseconds for all cases: on a slow machine each has fewer rounds. */
const LONGEST = 60_000;

type Result = { name: string; goal: number | null; cold: Round; seal: Times; open: Times };
type Times = { rounds: number; median: number; min: number; max: number; longest: number };

function times(rounds: readonly { took: number; longest: number }[]): Times {
  const took = rounds.map((round) => round.took).sort((a, b) => a - b);
  return {
    rounds: took.length,
    median: took[Math.floor(took.length / 2)] ?? Number.NaN,
    min: took[0] ?? Number.NaN,
    max: took.at(-1) ?? Number.NaN,
    longest: Math.max(0, ...rounds.map((round) => round.longest)),
  };
}

async function round(context: BrowserContext, url: string, of: Case): Promise<Round> {
  const { link, ...seal } = await sealOnce(await context.newPage(), url, of);
  return { seal, open: await openOnce(await context.newPage(), link, of) };
}

async function measure(browser: Browser, url: string, of: Case): Promise<Result> {
  // A browser of its own: the first round loads what the others have in the cache.
  const context = await browser.newContext({ locale: 'en-GB' });
  const until = Date.now() + LONGEST / CASES.length;
  const cold = await round(context, url, of);
  const rounds: Round[] = [];
  while (rounds.length < (of.rounds ?? ROUNDS) && (rounds.length === 0 || Date.now() < until)) {
    rounds.push(await round(context, url, of));
  }
  await context.close();
  const [seal, open] = [rounds.map((it) => it.seal), rounds.map((it) => it.open)].map(times);
  if (!seal || !open) throw new Error('nothing was measured');
  return { name: of.name, goal: of.goal, cold, seal, open };
}

function line(what: string, { median, min, max, longest, rounds }: Times, goal: number | null) {
  const numbers = [median, min, max, longest].map((ms) => ms.toFixed(1).padStart(8)).join('');
  const verdict = goal === null ? 'no goal' : `${median <= goal ? 'within' : 'OVER'} ${goal} ms`;
  return `${what.padEnd(34)}${numbers}${String(rounds).padStart(8)}  ${verdict}`;
}

function report(machine: object, results: readonly Result[]): string {
  const head = ['median', 'min', 'max', 'task', 'rounds'].map((it) => it.padStart(8)).join('');
  const rows = results.flatMap(({ name, goal, cold, seal, open }) => [
    line(`seal: ${name}`, seal, goal),
    line(`open: ${name}`, open, goal),
    `  first round: seal ${cold.seal.took.toFixed(1)}, open ${cold.open.took.toFixed(1)}`,
  ]);
  return [
    Object.values(machine).join(', '),
    `${'ms; task: the longest of the page'.padEnd(34)}${head}`,
    ...rows,
  ].join('\n');
}

const server = await startServer({ HANDOVER_MAX_ENVELOPE: '2MiB' });
const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
try {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: `${cpus().length} cores`,
    // What else runs here makes every number larger.
    load: `load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
    chromium: `Chromium ${browser.version()}`,
  };
  const results: Result[] = [];
  for (const of of CASES) results.push(await measure(browser, server.url, of));
  const asked = process.argv.includes('--json');
  console.log(asked ? JSON.stringify({ machine, results }, null, 2) : report(machine, results));
} finally {
  await browser.close();
  await server.stop();
}
