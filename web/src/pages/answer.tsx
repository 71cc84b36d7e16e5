/** `/answer`: shows who asks for what, seals the answer to the keys of the request, then follows it. */

import './answer/fragment.ts';
import { start } from '../parts/start.tsx';
import { Down, Waiting } from '../parts/waiting.tsx';
import { Asked } from './answer/asked.tsx';
import { Elsewhere, Shown, Unfit } from './answer/later.ts';
import { given, type Request, useRequest } from './answer/state.ts';
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
  const looking = useRequest();
  const { state, turn, show, anew, paste } = looking;
  switch (state.at) {
    case 'looking':
      return <Waiting title={words.title} focus={turn} />;
    case 'down':
      return <Down reason={state.reason} not={words.notSent} focus={turn} onRetry={() => anew()} />;
    case 'asked':
      return (
        <Asked
          request={state.request}
          turn={turn}
          onGiven={({ early, expires }) =>
            // Since an earlier try arrived, more may have happened.
            early ? anew() : show(given(answered(state.request, expires)))
          }
        />
      );
    case 'given':
      return <Shown state={state} looking={looking} />;
    case 'unfit':
    case 'over':
      return <Unfit state={state} turn={turn} onRetry={() => anew()} />;
    default:
      return <Elsewhere state={state} turn={turn} onPasted={paste} />;
  }
}

/** As the server would show it now: who has just answered does not have to ask. */
function answered(request: Request, expires: string): Request {
  const answered_at = new Date().toISOString();
  return {
    ...request,
    view: { ...request.view, state: 'answered', answered_at, expires_at: expires },
  };
}
