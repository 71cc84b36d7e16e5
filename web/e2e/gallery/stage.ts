/** Where the pictures are taken: always the same address, time and chance, before the real server. */

import type { Page, Route } from '@playwright/test';
import { type Placed, place } from '../sealed.ts';
import type { At } from '../states/index.ts';

export const ORIGIN = 'https://handover.example';

/** 15:31 in Paris. */
const NOW = Date.parse('2026-11-21T14:31:00Z');
const MINUTE = 60_000;

/** Makes an empty tab ready. `seed` is another one for each picture, as ids come from it. */
export async function onStage(
  { page, words, lang }: Pick<At, 'page' | 'words' | 'lang'>,
  server: string,
  seed: string,
): Promise<At> {
  const began = Date.now();
  await page.clock.install({ time: NOW });
  await page.addInitScript(drawFrom, seed);
  await page.context().route(`${ORIGIN}/**`, (route) => relay(route, server, began));
  const placed = async (...what: Parameters<At['place']>): Promise<Placed> => {
    const made = await place(server, ...what);
    const shareLink = made.shareLink.replace(server, ORIGIN);
    const receiptLink = made.receiptLink.replace(server, ORIGIN);
    return { ...made, shareLink, receiptLink };
  };
  return { page, words, lang, origin: ORIGIN, now: NOW, place: placed };
}

/** The server's own answer, its times moved to those of the stage and rounded to minutes. */
async function relay(route: Route, server: string, began: number): Promise<void> {
  const url = route.request().url();
  const response = await route.fetch({ url: url.replace(ORIGIN, server) });
  if (!url.includes('/api/')) return route.fulfill({ response });
  const moved = (time: string) => {
    const minutes = Math.round((Date.parse(time) - began) / MINUTE);
    return new Date(NOW + minutes * MINUTE).toISOString();
  };
  const body = await response.text();
  await route.fulfill({ response, body: body.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moved) });
}

/** In the page: keys, words and passwords are the same in each run. They protect nothing but pictures. */
function drawFrom(seed: string): void {
  let state = [...seed].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7);
  const byte = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (array !== null) {
      const { buffer, byteOffset, byteLength } = array;
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      for (const at of bytes.keys()) bytes[at] = byte();
    }
    return array;
  };
}

/** A tab as wide as a telephone, a tablet or a desk. */
export async function view(page: Page, width: number, media: Parameters<Page['emulateMedia']>[0]) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({
    media: 'screen',
    forcedColors: 'none',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...media,
  });
}
