import { describe, expect, test } from 'vitest';
import { answerOf, isQuestion, planOf, toCheck } from '../src/asked.ts';
import { type Draft, type DraftItem, emptyItem, pastedItem } from '../src/draft.ts';
import type { KindId } from '../src/protocol/kind.ts';

const ASK: KindId[] = ['ftp', 'backoffice'];
const { first, found, arranged } = planOf(ASK);
const pasted = (kind: KindId, fields: Record<string, string>): DraftItem =>
  pastedItem({ kind, fields, source: 'x' });
const FTP = pasted('ftp', { host: 'ftp.h.example' });
const kinds = (items: readonly DraftItem[]) => items.map(({ kind }) => kind);
const draft = (items: DraftItem[]): Draft => ({ paste: '', files: [], items });

describe('the form of a request', () => {
  test('begins with one card for each kind, in the order of the asking', () => {
    expect(kinds(first())).toEqual(['ftp', 'backoffice']);
  });

  test('what was pasted takes the place of an empty card', () => {
    const [, backoffice] = first() as [DraftItem, DraftItem];
    const items = arranged([...first(), FTP]);
    expect(items[0]).toBe(FTP);
    expect(kinds(items)).toEqual(['ftp', 'backoffice']);
    expect(arranged([FTP, backoffice])[1]).toBe(backoffice);
  });

  test('two accesses of one kind stand beside each other, and nothing typed goes away', () => {
    const [ftp, backoffice] = first() as [DraftItem, DraftItem];
    const typed = { ...ftp, note: 'Mondays only' };
    expect(arranged([typed, backoffice, FTP])).toEqual([typed, FTP, backoffice]);
  });

  test('an absence makes room for what was pasted after all', () => {
    const [ftp, backoffice] = first() as [DraftItem, DraftItem];
    expect(arranged([{ ...ftp, absent: true }, backoffice, FTP])[0]).toBe(FTP);
    expect(arranged([{ ...ftp, absent: true }, backoffice])[0]?.absent).toBe(true);
  });

  test('where the last card of a kind goes, an empty one comes', () => {
    const items = arranged([FTP]);
    expect(kinds(items)).toEqual(['ftp', 'backoffice']);
    expect(items[1]?.fields).toEqual({});
  });

  test('what nobody asked for is spare until it is made into something that was', () => {
    const panel = found(pasted('panel', { url: 'https://h.example' }));
    expect(panel.spare).toBe(true);
    expect(found(FTP)).toBe(FTP);
    expect(kinds(arranged([...first(), panel]))).toEqual(['ftp', 'backoffice', 'panel']);
    const [ftp] = arranged([...first(), { ...FTP, spare: true }]);
    expect(ftp).toMatchObject({ key: FTP.key, spare: false });
  });
});

describe('an answer', () => {
  const spare = found(pasted('panel', { url: 'https://h.example' }));
  const absent = { ...emptyItem('backoffice'), absent: true };

  test('has what was filled and what is not there, and nothing that was not asked for', () => {
    expect(answerOf(draft([FTP, absent, spare])).items).toEqual([FTP, absent]);
    expect(answerOf(draft([FTP, emptyItem('backoffice')])).items).toEqual([FTP]);
    expect(answerOf(draft([FTP, { ...spare, spare: false }])).items).toHaveLength(2);
  });

  test('is looked over with its empty cards, unless there is nothing else', () => {
    const empty = emptyItem('backoffice');
    expect(toCheck(draft([FTP, empty, spare])).items).toEqual([FTP, empty]);
    expect(toCheck(draft([emptyItem('ftp'), empty, spare])).items).toEqual([]);
  });

  test('keeps the first card of each question; what came beside it can go', () => {
    const items = [FTP, pasted('ftp', { host: 'two.h.example' }), { ...spare, spare: false }];
    expect(items.map((item) => isQuestion(item, items, ASK))).toEqual([true, false, false]);
  });
});
