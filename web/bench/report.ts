/** What all benches print: on what machine, and of each number the median with its range. */

import { cpus, loadavg } from 'node:os';
import type { Browser } from '@playwright/test';

export type Spread = { rounds: number; median: number; min: number; max: number };

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    rounds: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

export type Machine = { cpu: string; cores: string; load: string; chromium: string };

export function machine(browser: Browser): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: `${cpus().length} cores`,
    // What else runs here makes every number larger.
    load: `load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
    chromium: `Chromium ${browser.version()}`,
  };
}

/** One line: a name, then numbers of one decimal below each other. */
export function line(name: string, numbers: readonly (number | string)[]): string {
  const cells = numbers.map((it) => (typeof it === 'number' ? it.toFixed(1) : it).padStart(9));
  return name.padEnd(38) + cells.join('');
}

/** Prints the lines, or with --json what they were made of. */
export function report(machine: Machine, results: unknown, lines: readonly string[]): void {
  const text = [Object.values(machine).join(', '), ...lines].join('\n');
  const asked = process.argv.includes('--json');
  console.log(asked ? JSON.stringify({ machine, results }, null, 2) : text);
}
