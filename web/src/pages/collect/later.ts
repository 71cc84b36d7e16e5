/** The parts of `/collect` that its first look does not need. */

import type { ComponentType } from 'preact';
import type { Lang } from '../../format.ts';
import { loadShown } from '../../opening/later.ts';
import { later } from '../../parts/later.tsx';
import { CollectedContext, RequestsContext, TeamKeyContext } from './words.ts';

const collected = <P extends object>(view: () => Promise<ComponentType<P>>) =>
  later({
    view,
    words: async (lang) =>
      (lang === 'fr'
        ? await import('../../words/fr/collected.ts')
        : await import('../../words/en/collected.ts')
      ).words,
    context: CollectedContext,
  });

export const Ended = collected(async () => (await import('./ended.tsx')).Ended);
export const Flawed = collected(async () => (await import('./flawed.tsx')).Flawed);
/** Loaded with what is shown, as is {@link DamagedPage}. */
export const Cleared = collected(async () => (await import('./cleared.tsx')).Cleared);
export const DamagedPage = collected(async () => (await import('./cleared.tsx')).DamagedPage);

const requests = <P extends object>(view: () => Promise<ComponentType<P>>) =>
  later({
    view,
    words: async (lang) =>
      (lang === 'fr'
        ? await import('../../words/fr/requests.ts')
        : await import('../../words/en/requests.ts')
      ).words,
    context: RequestsContext,
  });

export const Elsewhere = requests(async () => (await import('./elsewhere.tsx')).Elsewhere);

const teamKey = <P extends object>(view: () => Promise<ComponentType<P>>) =>
  later({
    view,
    words: async (lang) =>
      (lang === 'fr'
        ? await import('../../words/fr/teamkey.ts')
        : await import('../../words/en/teamkey.ts')
      ).words,
    context: TeamKeyContext,
  });

export const Team = teamKey(async () => (await import('./team.tsx')).Team);
export const KeptKeys = teamKey(async () => (await import('./keys.tsx')).KeptKeys);

/** Everything that comes after the press. */
export async function loadCollector(lang: Lang): Promise<void> {
  await Promise.all([
    loadShown(lang),
    Cleared.preload(lang),
    DamagedPage.preload(lang),
    import('../../collecting/answer.ts'),
  ]);
}
