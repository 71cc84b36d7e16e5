/** The parts of `/answer` that its first look does not need. */

import type { ComponentType } from 'preact';
import { later } from '../../parts/later.tsx';
import { ElseContext, GivenContext } from './words.ts';

const elsewhere = <P extends object>(view: () => Promise<ComponentType<P>>) =>
  later({
    view,
    words: async (lang) =>
      (lang === 'fr'
        ? await import('../../words/fr/answerelse.ts')
        : await import('../../words/en/answerelse.ts')
      ).words,
    context: ElseContext,
  });

export const Elsewhere = elsewhere(async () => (await import('./elsewhere.tsx')).Elsewhere);
export const Unfit = elsewhere(async () => (await import('./elsewhere.tsx')).Unfit);

/** Loaded with what seals, so that it is there before anything is sent. */
export const Shown = later({
  view: async () => (await import('./shown.tsx')).Shown,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/answergiven.ts')
      : await import('../../words/en/answergiven.ts')
    ).words,
  context: GivenContext,
});
