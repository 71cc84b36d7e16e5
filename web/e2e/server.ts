/** The real server, started for one worker on a free loopback port, with the memory store. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Server = { url: string; stop: () => Promise<void> };

/** `said`: all that it has written, line by line. */
export type Started = Server & { said: readonly string[] };

export const BINARY =
  process.env.HANDOVER_BIN ??
  fileURLToPath(new URL('../../target/debug/handover', import.meta.url));

/** Starts `handover serve`; `settings` are its environment variables. */
export async function startServer(settings: Record<string, string> = {}): Promise<Started> {
  if (!existsSync(BINARY)) {
    throw new Error(`There is no server at ${BINARY}: build it, or name another in HANDOVER_BIN.`);
  }
  const child = spawn(BINARY, ['serve'], {
    env: {
      PATH: process.env.PATH,
      HANDOVER_BIND: '127.0.0.1:0',
      HANDOVER_RATE_CREATE: 'off',
      HANDOVER_RATE_OPEN: 'off',
      HANDOVER_REQUESTS: 'anyone',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  return { url: await address(child, said), said, stop: () => stop(child) };
}

/** The server writes where it listens; what it says before it gives up goes into the error. */
async function address(child: ChildProcess, said: string[]): Promise<string> {
  const lines = [child.stdout, child.stderr].map((stream) => {
    if (stream === null) throw new Error('the output of the server is not piped');
    return createInterface({ input: stream });
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the server ended (${code}): ${said.join('\n')}`)),
    );
    for (const reader of lines) {
      reader.on('line', (line) => {
        said.push(line);
        const found = /serving on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
        if (found?.[1] !== undefined) resolve(found[1]);
      });
    }
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  // SIGTERM gives notice to whoever is served, which takes two seconds; nobody is here.
  child.kill('SIGINT');
  await ended;
}
