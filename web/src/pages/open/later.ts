/** The parts of `/open` that its first look does not need. */

import type { Lang } from '../../format.ts';
import { later } from '../../parts/later.tsx';
import {
  EndedContext,
  InAppContext,
  RefusedContext,
  ShownContext,
  UnlockContext,
} from './words.ts';

/** Loaded after the press, but before anything is sent: an open never waits for code. */
export const Shown = later({
  view: async () => (await import('./shown.tsx')).Shown,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/shown.ts')
      : await import('../../words/en/shown.ts')
    ).words,
  context: ShownContext,
});

const endedWords = async (lang: 'en' | 'fr') =>
  (lang === 'fr'
    ? await import('../../words/fr/ended.ts')
    : await import('../../words/en/ended.ts')
  ).words;

export const Ended = later({
  view: async () => (await import('./ended.tsx')).Ended,
  words: endedWords,
  context: EndedContext,
});

/** Loaded with {@link Shown}. */
export const Cleared = later({
  view: async () => (await import('./cleared.tsx')).Cleared,
  words: endedWords,
  context: EndedContext,
});

const refusedWords = async (lang: Lang) =>
  (lang === 'fr'
    ? await import('../../words/fr/refused.ts')
    : await import('../../words/en/refused.ts')
  ).words;

export const Refused = later({
  view: async () => (await import('./refused.tsx')).Refused,
  words: refusedWords,
  context: RefusedContext,
});

export const Nothing = later({
  view: async () => (await import('./refused.tsx')).Nothing,
  words: refusedWords,
  context: RefusedContext,
});

export const Past = later({
  view: async () => (await import('./refused.tsx')).Past,
  words: refusedWords,
  context: RefusedContext,
});

/** Loaded with {@link Shown}. */
export const Damaged = later({
  view: async () => (await import('./refused.tsx')).Damaged,
  words: refusedWords,
  context: RefusedContext,
});

/** Only where the link says that there is a passphrase. */
export const Unlock = later({
  view: async () => (await import('./unlock.tsx')).Unlock,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/unlock.ts')
      : await import('../../words/en/unlock.ts')
    ).words,
  context: UnlockContext,
});

export const InApp = later({
  view: async () => (await import('./inapp.tsx')).InApp,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../../words/fr/inapp.ts')
      : await import('../../words/en/inapp.ts')
    ).words,
  context: InAppContext,
});

/** Everything that comes after the press. */
export async function loadOpener(lang: Lang): Promise<void> {
  await Promise.all([
    Shown.preload(lang),
    Cleared.preload(lang),
    Damaged.preload(lang),
    import('../../protocol/envelope.ts'),
    import('../../protocol/bundle.ts'),
  ]);
}
