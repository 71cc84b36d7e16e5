/** `/answer` */

import { start } from '../parts/start.tsx';
import { Heading } from '../parts/text.tsx';
import { AnswerContext, useWords } from './answer/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/answer.ts') : await import('../words/en/answer.ts'))
      .words,
  context: AnswerContext,
  view: Answer,
});

function Answer() {
  const words = useWords();
  return (
    <>
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
    </>
  );
}
