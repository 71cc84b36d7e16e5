/** `/request` */

import { start } from '../parts/start.tsx';
import { Heading } from '../parts/text.tsx';
import { RequestContext, useWords } from './request/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/request.ts')
      : await import('../words/en/request.ts')
    ).words,
  context: RequestContext,
  view: Request,
});

function Request() {
  const words = useWords();
  return (
    <>
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
    </>
  );
}
