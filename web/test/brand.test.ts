// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import type { Brand } from '../src/brand.ts';
import { wear } from '../src/parts/dress.tsx';
import { common } from '../src/words/en/common.ts';

const light = { accent: '#5a2a83', deep: '#462166', tint: '#efeaf3' };
const dark = { accent: '#c9a4ec', deep: '#d5b8f0', tint: '#2d2b37' };
const logo = { width: 30, height: 30, adapts: true };
const root = document.documentElement;

beforeEach(() => {
  root.removeAttribute('style');
});

test('a name alone changes nothing else', () => {
  const { name, logo, spelt, legal } = wear({ name: 'A & <b>' });
  expect([name, logo, spelt, legal(common)]).toEqual(['A & <b>', undefined, false, undefined]);
  expect(root.style.length).toBe(0);
});

test('the colours are six custom properties', () => {
  wear({ name: 'Acme', colours: { light, dark } });
  expect(root.style.length).toBe(6);
  expect(root.style.getPropertyValue('--brand-light-accent')).toBe('#5a2a83');
  expect(root.style.getPropertyValue('--brand-dark-tint')).toBe('#2d2b37');
});

test('what is more than a colour is none', () => {
  const more = { ...dark, tint: 'url(//evil.example)', accent: '#fff', 'x;': '#ffffff' };
  wear({ name: 'Acme', colours: { light, dark: more } });
  expect(root.style.length).toBe(4);
  expect(root.style.cssText).not.toContain('evil');
});

test('a logo that is much wider than high is the name', () => {
  expect(wear({ name: 'Acme', logo }).spelt).toBe(false);
  expect(wear({ name: 'Acme', logo: { ...logo, width: 132 } }).spelt).toBe(true);
});

test.each<[Partial<Brand>, number]>([
  [{ imprint: 'https://acme.example/' }, 1],
  [{ imprint: 'https://acme.example/', privacy: 'https://acme.example/privacy' }, 2],
  [{ imprint: 'javascript:alert(1)', privacy: 'http://acme.example/' }, 0],
])('only pages by https are linked: %o', (links, count) => {
  const legal = JSON.stringify(wear({ name: 'Acme', ...links }).legal(common));
  expect(legal.split('"href"').length - 1).toBe(count);
});
