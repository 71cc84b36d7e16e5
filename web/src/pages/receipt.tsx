/** `/receipt`: when it was opened, taking it back, closing the access. The link stays in the address bar: it opens nothing. */

import { FollowingContext } from '../following/words.ts';
import { start } from '../parts/start.tsx';
import { Down, Waiting } from '../parts/waiting.tsx';
import { Elsewhere } from './receipt/later.ts';
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
  const { state, turn, looking, paste } = useReceipt();
  switch (state.at) {
    case 'looking':
      return <Waiting title={words.pageTitle} focus={turn} />;
    case 'down':
      return <Down reason={state.reason} focus={turn} onRetry={() => looking.anew()} />;
    case 'shown':
      return (
        <FollowingContext.Provider value={words}>
          <Shown key={state.receipt.id} state={state} turn={turn} looking={looking} />
        </FollowingContext.Provider>
      );
    default:
      return <Elsewhere state={state} turn={turn} onPasted={paste} />;
  }
}
