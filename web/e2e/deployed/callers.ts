/** Who calls the deployed: programs that believe the authority, and whom they call. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handover } from '../commandline.ts';
import { BINARY } from '../server.ts';
import { run } from './shipped.ts';

export type Callers = {
  /** Runs the command line, which believes the authority; `env` may take that from it. */
  handover: (args: string[], input?: string, env?: Record<string, string>) => Promise<string>;
  /** What the doctor finds at this address. */
  doctor: (url: string) => Promise<unknown[]>;
  /** What it writes, a byte as a character. */
  curl: (...args: string[]) => Promise<string>;
  /** Writes one, and says where. */
  file: (name: string, content: string | Uint8Array) => Promise<string>;
};

/** `certificate`: the authority's; `operator`: what stands in the environment of who looks after it. */
export type Place = {
  url: string;
  folder: string;
  certificate: string;
  key: string;
  operator: Record<string, string>;
};

export function callers({ url, folder, certificate, key, operator }: Place): Callers {
  const trusting = { SSL_CERT_FILE: certificate, HANDOVER_API_KEY: key };
  return {
    handover: (args, input = '', env = trusting) =>
      handover(args, input, { server: url, folder, env }),
    doctor: (at) => examine(at, operator),
    curl: async (...args) => {
      const usual = ['--silent', '--show-error', '--cacert', certificate];
      const options = { encoding: 'latin1', maxBuffer: 1 << 24 } as const;
      return (await run('curl', [...usual, ...args], options)).stdout;
    },
    file: async (name, content) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
  };
}

/** It ends with 1 when it finds an error, and says what all the same. */
async function examine(url: string, settings: Record<string, string>): Promise<unknown[]> {
  const env = { PATH: process.env.PATH, ...settings };
  const answer = run(BINARY, ['doctor', '--url', url, '-o', 'json'], { env });
  const { stdout } = await answer.catch((error: { stdout: string }) => error);
  return JSON.parse(stdout).findings;
}
