/** Whether anything of a call is in a log. */

import { randomBytes, toB64u } from '../../src/protocol/token.ts';
import { expect } from '../test.ts';
import type { Deployment } from './deployment.ts';
import { Secrets } from './secrets.ts';

/** Every program has ended, and has said all that it had to say. */
export async function nothingInAnyLog({ deployed }: { deployed: Deployment }): Promise<void> {
  const { secrets, proxy } = deployed;
  await deployed.stop();
  const logs = await deployed.logs();
  expect(secrets.found(logs)).toEqual([]);
  expect(logs[proxy.log]).toMatch(proxy.line);
  for (const name of ['the first instance', 'the second instance'])
    expect(logs[name]).toContain('/api/v1/bundles/{id}/open');
  expect(logs.Redis).toContain('Ready to accept connections');
  searchBites(secrets, logs);
}

/** Each thing that is looked for is found alone, and one of them in each log. */
function searchBites(secrets: Secrets, logs: Record<string, string>): void {
  const { all } = secrets;
  expect(all.length).toBeGreaterThan(300);
  expect(secrets.found({ planted: all.join('\n') })).toHaveLength(all.length);
  for (const [name, text] of Object.entries(logs)) {
    const line = `it was /api/v1/bundles/${all[0]}…`;
    expect(secrets.found({ [name]: `${text}\n${line}\n` })).toEqual([`${name}: ${line}`]);
  }
}

/** What a proxy without instances logs of calls, as we ship it, and as it would if we had not spoken of it. */
export async function nothingOfErrors({ deployed }: { deployed: Deployment }): Promise<void> {
  expect(await inVain(deployed, 'shipped')).toEqual([]);
  const usual = await inVain(deployed, 'usual');
  expect(usual.filter((line) => ERRORS.test(line))).not.toEqual([]);
  expect(usual.filter((line) => !ERRORS.test(line))).not.toEqual([]);
}

/** The log of errors, which each proxy has beside the one of the calls. */
const ERRORS = /^error\.log|http\.log\.error/;

/** The lines that have something of a call which no instance could take. */
async function inVain(deployed: Deployment, log: 'shipped' | 'usual'): Promise<string[]> {
  const { url, logs, stop } = await deployed.deserted(log);
  const [id, token] = [randomBytes(16), randomBytes(32)];
  const secrets = new Secrets();
  secrets.add(id, token);
  const head = ['--header', `authorization: Bearer ${toB64u(token)}`];
  const call = `/api/v1/bundles/${toB64u(id)}`;
  for (const path of [call, `/handover${call}`, `/handover${call}/nothing?x=${toB64u(token)}`]) {
    const told = ['--output', '/dev/null', '--write-out', '%{http_code}'];
    expect(await deployed.curl(...head, ...told, `${url}${path}`)).toMatch(/^50[23]$/);
  }
  await stop();
  return secrets.found(await logs());
}
