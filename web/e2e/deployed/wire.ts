/** What a proxy makes of what the server sends. */

import { toB64u } from '../../src/protocol/token.ts';
import { teamKey } from '../requested.ts';
import { expect } from '../test.ts';
import type { Deployment } from './deployment.ts';

const PATHS = [
  '/',
  '/open',
  '/favicon.svg',
  '/api/v1/about',
  '/api/v1/bundles/AAAAAAAAAAAAAAAAAAAAAA',
  '/openapi.json',
  '/nothing/here',
];

export async function atTheDoctor({ deployed }: { deployed: Deployment }): Promise<void> {
  for (const url of [deployed.url, deployed.root]) expect(await deployed.doctor(url)).toEqual([]);
}

/** What `handover verify` compares: every page and every file, as several browsers get them. */
export async function asBuilt({ deployed }: { deployed: Deployment }): Promise<void> {
  for (const url of [deployed.url, deployed.root]) {
    const told = JSON.parse(await deployed.handover(['verify', url, '-o', 'json']));
    expect(told.differences).toEqual([]);
  }
}

/** In these a proxy speaks of itself, or an answer differs from the next. */
const OWN = ['date', 'server', 'alt-svc', 'connection', 'keep-alive', 'x-trace-id'];

/** Each answer, with its headers and in each coding, as an instance sends it. */
export async function handedOn({ deployed }: { deployed: Deployment }): Promise<void> {
  const { instances, url, root } = deployed;
  for (const path of PATHS)
    for (const coding of ['', 'gzip', 'br, gzip']) {
      const sent = await get(deployed, `${instances[0].url}${path}`, coding);
      for (const base of [url, root])
        expect(await get(deployed, `${base}${path}`, coding), `${path} ${coding}`).toEqual(sent);
    }
}

type Answer = { status: string | undefined; head: string[]; body: string };

async function get({ curl }: Deployment, url: string, coding: string): Promise<Answer> {
  const answer = await curl('--include', '--header', `accept-encoding: ${coding}`, url);
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...lines] = answer.slice(0, end).split('\r\n');
  const named = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  const head = named.filter((line) => !OWN.includes(line.replace(/:.*/, ''))).sort();
  return { status: first.split(' ')[1], head, body: answer.slice(end + 4) };
}

export async function byHttp2({ deployed }: { deployed: Deployment }): Promise<void> {
  const { curl, url } = deployed;
  const told = ['--output', '/dev/null', '--write-out', '%{http_version}'];
  expect(await curl(...told, `${url}/`)).toBe('2');
}

/** The answer, the log of the server and that of nginx know a call by one id, which its caller did not choose. */
export async function oneTrace({ deployed }: { deployed: Deployment }): Promise<void> {
  const { curl, proxy, url } = deployed;
  const chosen = 'f00d'.repeat(8);
  const trace = await curl(
    ...['--header', `traceparent: 00-${chosen}-${'0123'.repeat(4)}-01`],
    ...['--output', '/dev/null', '--write-out', '%header{x-trace-id}', `${url}/api/v1/about`],
  );
  expect(trace).toMatch(/^[0-9a-f]{32}$/);
  expect(trace).not.toBe(chosen);
  const lines = async () => {
    const logs = Object.entries(await deployed.logs());
    const named = logs.flatMap(([name, text]) =>
      text.split('\n').map((line) => `${name}: ${line}`),
    );
    return named.filter((line) => line.includes(trace));
  };
  // The proxy's own part of the trace is the beginning of its id.
  const ours = new RegExp(`instance: .*"parent":"${trace.slice(0, 16)}-01"`);
  const traced = proxy.isTraced ? [expect.stringContaining(proxy.log)] : [];
  await expect.poll(lines).toEqual([...traced, expect.stringMatching(ours)]);
}

/** Who types half of the address comes to the whole, and to TLS. */
export async function ledThere({ deployed }: { deployed: Deployment }): Promise<void> {
  const { curl, proxy, url, root } = deployed;
  const told = ['--output', '/dev/null', '--write-out', '%{redirect_url}'];
  expect(await curl(...told, url)).toBe(`${url}/`);
  expect(await curl(...told, `${proxy.plain}/handover/open`)).toBe(`${root}/handover/open`);
}

/** As a help desk asks: with its key, and without any cryptography. */
export async function linksOfMachines({ deployed }: { deployed: Deployment }): Promise<void> {
  const { curl, key, secrets, url } = deployed;
  secrets.addText(key);
  const keys = { public_keys: [toB64u(teamKey('Support').publicKey)] };
  const asked = { ask: ['ftp'], reference: 'T-1234', from: 'Camille', lang: 'en', ...keys };
  const answer = await curl(
    ...['--header', `authorization: Bearer ${key}`, '--header', 'content-type: application/json'],
    ...['--data', JSON.stringify({ ...asked, expires_in: 3600 }), `${url}/api/v1/requests`],
  );
  const { request_link, collect_link } = JSON.parse(answer);
  expect(request_link).toContain(`${url}/answer#1r`);
  expect(collect_link).toContain(`${url}/collect#1t`);
  for (const link of [request_link, collect_link]) await secrets.addLink(link);
}

/** No proxy answers in our place: the refusal says what is wrong. */
export async function refusedByUs({ deployed }: { deployed: Deployment }): Promise<void> {
  const { curl, url } = deployed;
  const answer = await curl(
    ...['--header', 'content-type: application/json', '--data', 'A'.repeat(5 << 10)],
    `${url}/api/v1/bundles/AAAAAAAAAAAAAAAAAAAAAA/confirm`,
  );
  expect(JSON.parse(answer)).toMatchObject({ status: 413, code: 'too_large' });
}
