/** `/receipt`: when it was opened, taking it back, closing the access. The link stays in the address bar: it opens nothing. */

import type { Reason } from '../explain.ts';
import { FollowingContext } from '../following/words.ts';
import { start } from '../parts/start.tsx';
import { Heading } from '../parts/text.tsx';
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
      return <Waiting />;
    case 'down':
      return <Down reason={state.reason} turn={turn} onRetry={() => looking.anew()} />;
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

function Waiting() {
  const words = useWords();
  return (
    <>
      <Heading>{words.pageTitle}</Heading>
      <p class="lead" role="status">
        {words.loading}
      </p>
    </>
  );
}

type DownProps = { reason: Reason; turn: number; onRetry: () => void };

function Down({ reason, turn, onRetry }: DownProps) {
  const words = useWords();
  return (
    <>
      <Heading focus={turn}>{words.down.title}</Heading>
      <p class="lead">{words.problem[reason]}</p>
      <div class="stack">
        <p>
          <button type="button" class="button primary" onClick={onRetry}>
            {words.tryAgain}
          </button>
        </p>
      </div>
    </>
  );
}
