/** The form: a card for each access that is asked for. It stays as it is until the answer has safely arrived. */

import { useEffect, useMemo } from 'preact/hooks';
import type { Given } from '../../answering.ts';
import { planOf, toCheck } from '../../asked.ts';
import { isTouched } from '../../draft.ts';
import { useDraft } from '../../filling/draft.ts';
import { FileList } from '../../filling/filelist.tsx';
import { Files } from '../../filling/files.tsx';
import { PasteBox } from '../../filling/paste.tsx';
import { isBusy, Mend, Press, usePress } from '../../filling/press.tsx';
import { Recognised } from '../../filling/recognised.tsx';
import { useSealing } from '../../filling/sealing.ts';
import { FillingContext, ItemContext } from '../../filling/words.ts';
import { lifetime } from '../../format.ts';
import { useLeaveWarning } from '../../parts/leave.ts';
import { useTongue } from '../../parts/words.tsx';
import { Answer } from './answer.tsx';
import { TooLate } from './late.tsx';
import type { Done, Parcel } from './parcel.ts';
import { loadSealer } from './sealer.ts';
import type { Request } from './state.ts';
import { useWords } from './words.ts';

type Props = { request: Request; onGiven: (given: Given) => void };

export function Form({ request, onGiven }: Props) {
  const words = useWords();
  const { lang } = useTongue();
  const {
    asked: { ask },
    server,
  } = request;
  const draft = useDraft(useMemo(() => planOf(ask), []));
  const sealing = useSealing<Parcel, Done>(async (parcel) =>
    (await loadSealer(lang)).sendParcel(parcel, request),
  );
  const { state } = sealing;
  const { asked, errorAt, press } = usePress(draft, sealing, {
    load: loadSealer,
    complain: (ready, { complaintsOf, lang, words: said }) =>
      complaintsOf(toCheck(ready), { lang, server, words: { ...said, nothing: words.nothing } }),
    seal: (ready, sealer) => sealer.sealDraft(ready, request, sealer.lang),
  });
  useEffect(() => sealing.changed(), [draft.now]);
  useEffect(() => {
    if (state.at === 'sealed' && 'given' in state) onGiven(state.given);
  }, [state.at]);
  const unsent = !(state.at === 'sealed' && 'given' in state);
  useLeaveWarning(unsent && isTouched(draft.now));
  return (
    <FillingContext.Provider value={words}>
      <ItemContext.Provider value={words.items}>
        <Mend asked={asked} onAnyway={() => press(true)} />
        <fieldset
          class="filling"
          role="presentation"
          disabled={state.at !== 'sealed' && isBusy(state)}
        >
          <PasteBox draft={draft} errorAt={errorAt}>
            <Recognised draft={draft} rest={words.rest} />
          </PasteBox>
          {draft.now.items
            .filter(({ spare }) => !spare)
            .map((item) => (
              <Answer key={item.key} item={item} ask={ask} draft={draft} errorAt={errorAt} />
            ))}
          <Files draft={draft} server={server} errorAt={errorAt}>
            <FileList draft={draft} server={server} />
          </Files>
        </fieldset>
        {state.at === 'sealed' ? (
          'late' in state && <TooLate why={state.late} request={request} />
        ) : (
          <Press
            label={words.seal}
            hint={words.sealHint(lifetime(lang, lifetimeOf(request)))}
            state={state}
            onPress={() => press(false)}
            onResend={sealing.resend}
          />
        )}
      </ItemContext.Provider>
    </FillingContext.Provider>
  );
}

/** Seconds; counted anew from the answer. */
function lifetimeOf({ view: { created_at, expires_at } }: Request): number {
  return Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1000);
}
