/** `/collect` */

import { start } from '../parts/start.tsx';
import { Heading } from '../parts/text.tsx';
import { CollectContext, useWords } from './collect/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/collect.ts')
      : await import('../words/en/collect.ts')
    ).words,
  context: CollectContext,
  view: Collect,
});

function Collect() {
  const words = useWords();
  return (
    <>
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
    </>
  );
}
