import { finish } from '../../handover.ts';
import { ClearedPage } from '../../opening/cleared.tsx';
import type { How } from '../../opening/state.ts';
import type { Held } from './state.ts';
import { useEndedWords } from './words.ts';

export function Cleared({ how, held }: { how: How; held: Held }) {
  const { cleared } = useEndedWords();
  return <ClearedPage how={how} said={cleared} finish={() => finish(held.link)} />;
}
