/** The real command line, beside the real browser. */

import { spawn } from 'node:child_process';
import { BINARY } from './server.ts';

/** `folder`: where it keeps what it keeps; `env`: what else it finds there. */
export type Surroundings = {
  server: string;
  folder: string;
  passphrase?: string;
  env?: Record<string, string>;
};

/** Runs it, and gives what it wrote to its standard output; a failure shows what it said. */
export async function handover(
  args: string[],
  input: string,
  { server, folder, passphrase, env = {} }: Surroundings,
): Promise<string> {
  const child = spawn(BINARY, args, {
    env: {
      PATH: process.env.PATH,
      HANDOVER_URL: server,
      XDG_RUNTIME_DIR: folder,
      XDG_CONFIG_HOME: folder,
      ...(passphrase !== undefined && { HANDOVER_PASSPHRASE: passphrase }),
      ...env,
    },
  });
  // What reads nothing may be over before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`handover ${args[0]} ended with ${code}: ${said}`);
  return out;
}

/** All that a stream holds. */
export async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
