import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf } from '../../src/paste/gather.ts';
import { linesOf } from '../../src/paste/line.ts';
import { sort } from '../../src/paste/sort.ts';

type Account = { protocol: string; host: string; port: string; username: string };

/** Drawn from so few values that accounts share them most of the time. */
const ACCOUNT: fc.Arbitrary<Account> = fc.record({
  protocol: fc.constantFrom('ftp', 'sftp', 'ssh'),
  host: fc.constantFrom('one.shop.example', 'two.shop.example'),
  port: fc.constantFrom('2222', '2200'),
  username: fc.constantFrom('shop', 'admin'),
});
const FIELDS = ['host', 'port', 'username'] as const;
const ORDER = fc.shuffledSubarray([...FIELDS], { minLength: FIELDS.length });

function linesFor({ protocol, ...account }: Account, order: readonly (typeof FIELDS)[number][]) {
  const label = { host: `${protocol.toUpperCase()} host`, port: 'Port', username: 'User' };
  return order.map((field) => `${label[field]}: ${account[field]}`);
}

test('accounts that share a host, a port or a user each have all of their own', () => {
  const accounts = fc.array(ACCOUNT, { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(accounts, ORDER, fc.constantFrom('\n', '\n\n'), (all, order, gap) => {
      const text = all
        .map((one, at) => [...linesFor(one, order), `Password: Wave-${at}`].join('\n'))
        .join(gap);
      const items = sort(text).map(({ kind, fields }) => ({ kind, fields }));
      expect(items).toEqual(
        all.map((one, at) => ({ kind: 'ftp', fields: { ...one, password: `Wave-${at}` } })),
      );
    }),
    { numRuns: 500 },
  );
});

test('an account has the marks of its own lines: the work grows with the text', () => {
  const account = ['Staging back office: https://s.example/admin1', 'E-mail: a@s.example'];
  const text = Array.from({ length: 200 }, (_, at) => [...account, `Password: Wave-${at}`]);
  const groups = groupsOf(linesOf(text.flat()));
  expect(groups.map(({ marks }) => marks)).toEqual(text.map(() => ['staging']));
});

test('the same password under two accounts stays text where it stands again', () => {
  const text = 'SFTP\nPassword: Wave\nHost: a.example\nUser: me\nPassword: Wave\nUser: you';
  expect(sort(text).map(({ kind, fields }) => ({ kind, fields }))).toEqual([
    {
      kind: 'ftp',
      fields: { protocol: 'sftp', host: 'a.example', username: 'me', password: 'Wave' },
    },
    { kind: 'other', fields: { secret: 'Password: Wave\nUser: you' } },
  ]);
});
