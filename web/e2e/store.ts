/** A redis-server of the test's own, which goes away and comes back as the test says. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export class Store {
  readonly #port: number;
  readonly #directory: string;
  #process: ChildProcess | null = null;

  private constructor(port: number, directory: string) {
    this.#port = port;
    this.#directory = directory;
  }

  static async start(): Promise<Store> {
    const store = new Store(await freePort(), await mkdtemp(join(tmpdir(), 'handover-store-')));
    await store.run();
    return store;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}/`;
  }

  /** Starts it again with what it held: it writes everything down before it answers. */
  async run(): Promise<void> {
    const settings = { port: this.#port, bind: '127.0.0.1', dir: this.#directory, save: '' };
    const durable = { appendonly: 'yes', appendfsync: 'always' };
    const options = Object.entries({ ...settings, ...durable });
    this.#process = spawn(
      'redis-server',
      options.flatMap(([name, value]) => [`--${name}`, String(value)]),
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    await ready(this.#process);
  }

  /** Its process stands still, as that of a machine without time for it. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Its process ends at once, as in a crash. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    if (process === null || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  /** All that it held is gone, and what it has written down. */
  async empty(): Promise<void> {
    await this.kill();
    await rm(this.#directory, { recursive: true });
    await mkdir(this.#directory);
    await this.run();
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.#directory, { recursive: true });
  }
}

async function ready(process: ChildProcess): Promise<void> {
  if (process.stdout === null) throw new Error('the output of redis-server is not piped');
  const lines = createInterface({ input: process.stdout });
  await new Promise<void>((resolve, reject) => {
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`redis-server ended (${code})`)));
    lines.on('line', (line) => /Ready to accept connections/.test(line) && resolve());
  });
}

// Below the ports that the system gives to callers, so that none of them takes one before its server is
// there; each worker has its own, and takes none twice.
const PORTS_OF_A_WORKER = 100;
const WORKERS = 120;
let port = 20_000 + (Number(process.env.TEST_WORKER_INDEX ?? 0) % WORKERS) * PORTS_OF_A_WORKER;

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS_OF_A_WORKER; tries++) {
    const found = port++;
    if (await isFree(found)) return found;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const listener = createServer();
    listener.once('error', () => resolve(false));
    listener.listen(port, '127.0.0.1', () => listener.close(() => resolve(true)));
  });
}
