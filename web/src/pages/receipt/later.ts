/** The parts of `/receipt` that a sealed bundle does not need. */

import type { ComponentType } from 'preact';
import { CloseContext } from '../../following/words.ts';
import type { Lang } from '../../format.ts';
import { later } from '../../parts/later.tsx';
import { Remind } from '../../parts/remind.ts';
import { MineContext } from './words.ts';

const closing = <P extends object>(view: () => Promise<ComponentType<P>>) =>
  later({
    view,
    words: async (lang) =>
      (lang === 'fr'
        ? await import('../../words/fr/close.ts')
        : await import('../../words/en/close.ts')
      ).words,
    context: CloseContext,
  });

export const Late = closing(async () => (await import('./after.tsx')).Late);
export const SealAgain = closing(async () => (await import('./after.tsx')).SealAgain);
export const Checklist = closing(async () => (await import('./after.tsx')).Checklist);
export const NotThem = closing(async () => (await import('./after.tsx')).NotThem);

/** All that comes once it is opened or over. */
export async function loadAfter(lang: Lang): Promise<void> {
  await Promise.all(
    [Late, SealAgain, Checklist, NotThem, Remind].map((part) => part.preload(lang)),
  );
}

export const Elsewhere = later({
  view: async () => (await import('./elsewhere.tsx')).Elsewhere,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/mine.ts')
      : await import('../../words/en/mine.ts')
    ).words,
  context: MineContext,
});
