/** The reminder is wanted when all else is done: it is no part of a first look. */

import type { reminder } from '../words/en/reminder.ts';
import { later } from './later.tsx';
import { wordsContext } from './words.tsx';

const { context, use } = wordsContext<typeof reminder>();
export const useReminderWords = use;

export const Remind = later({
  view: async () => (await import('./remindbuttons.tsx')).RemindButtons,
  words: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/reminder.ts')
      : await import('../words/en/reminder.ts')
    ).reminder,
  context,
});
