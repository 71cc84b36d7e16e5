/** A program of the deployment, as a child of the test. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Child = {
  /** All that it has written to its outputs. */
  said: () => string;
  stop: () => Promise<void>;
};

type Surroundings = { ready: RegExp; env?: Record<string, string> };

/** Debian keeps what serves where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin`;

/** Starts it, and waits until it says that it is ready. */
export async function start(
  command: string,
  args: string[],
  { ready, env = {} }: Surroundings,
): Promise<Child> {
  const child = spawn(command, args, {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new Error(`there is no ${command}: make tools installs it`)));
    child.once('exit', (code) => reject(new Error(`${command} ended (${code}): ${said}`)));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (ready.test(said)) resolve();
      });
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
  };
  return { said: () => said, stop };
}
