/** Answers of the API: what was received, and what a sample on `/api` shows. */

import { expect } from '@playwright/test';

export type Answer = { status: string; headers: Map<string, string>; body: unknown };

/** Reads an answer as `curl --include` writes it, or as a sample does, which leaves out most headers. */
export function answerIn(written: string): Answer {
  const [head = '', ...rest] = written.replaceAll('\r', '').split('\n\n');
  const [status = '', ...lines] = head.split('\n');
  const headers = lines.map((line) => line.split(': ', 2) as [string, string]);
  const body = rest.join('\n\n');
  return {
    status: status.replace('HTTP/1.1 ', ''),
    headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: body === '' ? null : JSON.parse(body),
  };
}

/** The same status, headers as shown, the same members in the same order, the same words. */
export function expectLike(answer: Answer, sample: Answer): void {
  expect(answer.status).toBe(sample.status);
  for (const [name, value] of sample.headers) {
    expect([name, look(answer.headers.get(name) ?? null)]).toEqual([name, look(value)]);
  }
  expect(shape(answer.body)).toEqual(shape(sample.body));
}

/** What differs from one time to the next is told by how it looks; all else must be the same. */
const LOOKS: readonly (readonly [string, RegExp])[] = [
  ['a time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['a number of seconds', /^\d{1,2}$/],
  ['an id', /^[\w-]{22}$/],
  ['the id of an event', /^[0-3][\da-f]-\d{13}-\d+$/],
  ['a request link', /^https?:\/\/[\w.:]+\/answer#1r[\w-]{46}$/],
  ['the collect link of a team', /^https?:\/\/[\w.:]+\/collect#1t[\w-]{67}$/],
  ['a code', /^\d{6}$/],
  ['a document', /^\{"v":1,"salt":"[\w-]{16}/],
  ['a fingerprint', /^[\da-f]{4}( [\da-f]{4}){3}$/],
  ['a cursor', /^[\w-]{30,40}$/],
];

function look(text: string | null): string | null {
  if (text === null) return null;
  return LOOKS.find(([, pattern]) => pattern.test(text))?.[0] ?? text;
}

/** Members with their order. */
export function shape(value: unknown): unknown {
  if (typeof value === 'string') return look(value);
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, member]) => [name, shape(member)]);
}
