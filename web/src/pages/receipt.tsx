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
  const { state, turn, look, press, paste } = useReceipt();
  useTitle(state.at === 'shown' ? words.state[state.receipt.state].title : words.pageTitle);
  switch (state.at) {
    case 'none':
      return <Mine turn={turn} onPasted={paste} />;
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
      return <Refused {...state} turn={turn} onPasted={paste} />;
    case 'nothing':
      return <MissingReceipt since={state.since} turn={turn} />;
    case 'down':
      return <Down reason={state.reason} turn={turn} onRetry={() => press()} />;
    case 'shown':
      return <Shown {...state} turn={turn} onLook={look} onChanged={press} />;
  }
}
