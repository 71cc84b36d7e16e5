// Sealing and opening in the real pages: `npm run bench`, with --json for programs. Times are the
// page's own, in milliseconds: from the press to the upload's first call; and from the press to the call
// that opens, plus from the answer's last byte to the painted cards. What the network and the server take
// is left out, except in the first round: there nothing is in the cache, and the press comes at once. It
// reports; it fails nothing.
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { startServer } from '../e2e/server.ts';
import playwright from '../playwright.config.ts';
import { CASES, type Case } from './cases.ts';
import { HAND, openOnce, type Round, sealOnce, type Took } from './page.ts';
import { line, machine, report, type Spread, spread } from './report.ts';

const ROUNDS = 15;
/** Milliseconds for all cases: on a slow machine each has fewer rounds. */
const LONGEST = 90_000;

/** `longest`: the longest task of the page's thread in any round; 0 if none took over 50. */
type Times = Spread & { longest: number };
type Result = { name: string; goal: number | null; cold: Round; seal: Times; open: Times };

function times(rounds: readonly Took[]): Times {
  const longest = Math.max(0, ...rounds.map((round) => round.longest));
  return { ...spread(rounds.map(({ took }) => took)), longest };
}

async function round(context: BrowserContext, url: string, of: Case, hand: number): Promise<Round> {
  const { link, ...seal } = await sealOnce(await context.newPage(), url, of);
  return { seal, open: await openOnce(await context.newPage(), link, of, hand) };
}

async function measure(browser: Browser, url: string, of: Case): Promise<Result> {
  // A browser of its own: the first round loads what the others have in the cache.
  const context = await browser.newContext({ locale: 'en-GB' });
  const until = Date.now() + LONGEST / CASES.length;
  const cold = await round(context, url, of, 0);
  const rounds: Round[] = [];
  while (rounds.length < (of.rounds ?? ROUNDS) && (rounds.length === 0 || Date.now() < until)) {
    rounds.push(await round(context, url, of, HAND));
  }
  await context.close();
  const [seal, open] = [rounds.map((it) => it.seal), rounds.map((it) => it.open)].map(times);
  if (!seal || !open) throw new Error('nothing was measured');
  return { name: of.name, goal: of.goal, cold, seal, open };
}

function timesLine(what: string, times: Times, goal: number | null): string {
  const { median, min, max, longest, rounds } = times;
  const verdict = goal === null ? 'no goal' : `${median <= goal ? 'within' : 'OVER'} ${goal} ms`;
  return `${line(what, [median, min, max, longest, String(rounds)])}  ${verdict}`;
}

const lines = ({ name, goal, cold, seal, open }: Result): string[] => [
  timesLine(`seal: ${name}`, seal, goal),
  timesLine(`open: ${name}`, open, goal),
  `  first round: seal ${cold.seal.took.toFixed(1)}, open ${cold.open.took.toFixed(1)}`,
];

const server = await startServer({ HANDOVER_MAX_ENVELOPE: '2MiB' });
const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
try {
  const where = machine(browser);
  const results: Result[] = [];
  for (const of of CASES) results.push(await measure(browser, server.url, of));
  const head = line('ms; task: the longest of the page', [
    'median',
    'min',
    'max',
    'task',
    'rounds',
  ]);
  report(where, results, [head, ...results.flatMap(lines)]);
} finally {
  await browser.close();
  await server.stop();
}
