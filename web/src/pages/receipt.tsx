/** `/receipt`: when it was opened, taking it back, closing the access. The link stays in the address bar: it opens nothing. */

import { start } from '../parts/start.tsx';
import { Heading, useTitle } from '../parts/text.tsx';
import { Down, Mine, MissingReceipt, Refused } from './receipt/elsewhere.tsx';
import { Shown } from './receipt/shown.tsx';
import { useReceipt } from './receipt/state.ts';
import { ReceiptContext, useWords } from './receipt/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/receipt.ts')
      : await import('../words/en/receipt.ts')
    ).words,
  context: ReceiptContext,
  view: ReceiptPage,
});

function ReceiptPage() {
  const words = useWords();
  const { state, look, changed } = useReceipt();
  useTitle(state.at === 'shown' ? words.state[state.receipt.state].title : words.pageTitle);
  switch (state.at) {
    case 'none':
      return <Mine />;
    case 'looking':
      return (
        <>
          <Heading>{words.pageTitle}</Heading>
          <p class="lead" role="status">
            {words.loading}
          </p>
        </>
      );
    case 'refused':
      return <Refused reason={state.reason} found={state.found} />;
    case 'nothing':
      return <MissingReceipt since={state.since} />;
    case 'down':
      return <Down reason={state.reason} onRetry={look} />;
    case 'shown':
      return <Shown {...state} onLook={look} onChanged={changed} />;
  }
}
