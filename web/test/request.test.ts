// @vitest-environment happy-dom
// What the page that asks makes of a wish, and of a refusal.
import { describe, expect, test } from 'vitest';
import { Problem, Unreachable } from '../src/client.ts';
import { WrongClock, whyInWords, whyNot } from '../src/pages/request/why.ts';
import {
  type Circumstances,
  complaintsOf,
  offered,
  switched,
  toggled,
  type Wish,
} from '../src/pages/request/wish.ts';
import { words } from '../src/words/en/request.ts';

const DAY = 86_400;
const WISH: Wish = {
  ask: ['backoffice'],
  hosted: false,
  reference: 'T-1',
  from: '',
  lang: 'fr',
  expiresIn: 7 * DAY,
  team: null,
};

describe('the kinds', () => {
  test('stand in the order of the cards, however they are pressed', () => {
    const more = { ...WISH, ...toggled({ ...WISH, ask: ['database'] }, 'backoffice') };
    expect(more.ask).toEqual(['backoffice', 'database']);
    expect(toggled(more, 'backoffice').ask).toEqual(['database']);
  });

  test('of a hosted shop are two, and the others are not asked for any more', () => {
    const wish = { ...WISH, ask: ['backoffice', 'ftp'] as const };
    expect(switched(wish, true)).toEqual({ hosted: true, ask: ['backoffice'] });
    expect(offered({ ...WISH, hosted: true })).toEqual(['backoffice', 'domain']);
    expect(switched({ ...wish, hosted: true }, false).ask).toEqual(['backoffice', 'ftp']);
  });
});

describe('the complaints', () => {
  const at: Circumstances = {
    words,
    lang: 'en',
    most: 14 * DAY,
    access: { flaw: 'empty' },
    required: false,
  };
  const fields = (wish: Partial<Wish>, other: Partial<Circumstances> = {}) =>
    complaintsOf({ ...WISH, ...wish }, { ...at, ...other }).map(({ field }) => field);

  test('none of what can be sent', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ from: '\u{1f511}'.repeat(128), reference: ` ${'x'.repeat(128)} ` })).toEqual(
      [],
    );
    expect(fields({ expiresIn: 60 })).toEqual([]);
    expect(fields({ expiresIn: 14 * DAY })).toEqual([]);
  });

  test.each([
    ['nothing asked for', { ask: [] }, 'kind-backoffice'],
    ['a reference of 129 characters', { reference: 'x'.repeat(129) }, 'reference'],
    ['a name with half a character', { from: '\ud83d' }, 'from'],
    ['no number of days', { expiresIn: null }, 'expiry'],
    ['under a minute', { expiresIn: 59 }, 'expiry'],
    ['more than the server takes', { expiresIn: 14 * DAY + 1 }, 'expiry'],
  ])('%s', (_, wish, field) => {
    expect(fields(wish as Partial<Wish>)).toEqual([field]);
  });

  test('no key only where one is needed, a wrong one always', () => {
    expect(fields({}, { required: true })).toEqual(['access-key']);
    expect(fields({}, { access: { flaw: 'cut' } })).toEqual(['access-key']);
    expect(fields({}, { access: { flaw: null }, required: true })).toEqual([]);
  });
});

describe('why it was not sent', () => {
  const refused = (status: number, code: string) => new Problem(status, { code, detail: '' }, null);

  test.each([
    [refused(401, 'token'), false, words.accessKey.refused.none],
    [refused(401, 'token'), true, words.accessKey.refused.unknown],
    [refused(403, 'scope'), true, words.accessKey.refused.scope],
    [refused(429, 'slow_down'), true, words.problem.slow_down],
    [refused(507, 'full'), true, words.problem.full],
    [refused(503, 'not_durable'), true, words.problem.not_durable],
    [new WrongClock(), true, words.clock],
    [new Unreachable(null), true, words.problem.unreachable],
  ])('%s, keyed: %s', (error, keyed, text) => {
    expect(whyInWords(whyNot(error, keyed), words)).toBe(text);
  });
});
