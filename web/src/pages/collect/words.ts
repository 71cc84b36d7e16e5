import { wordsContext } from '../../parts/words.tsx';
import type { CollectWords } from '../../words/en/collect.ts';
import type { CollectedWords } from '../../words/en/collected.ts';
import type { RequestsWords } from '../../words/en/requests.ts';
import type { TeamKeyWords } from '../../words/en/teamkey.ts';

export const { context: CollectContext, use: useWords } = wordsContext<CollectWords>();
export const { context: CollectedContext, use: useCollectedWords } = wordsContext<CollectedWords>();
export const { context: RequestsContext, use: useRequestsWords } = wordsContext<RequestsWords>();
export const { context: TeamKeyContext, use: useTeamKeyWords } = wordsContext<TeamKeyWords>();
