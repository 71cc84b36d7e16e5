/** The form: paste or choose, fill, seal. It stays as it is until the bundle has safely arrived. */

import { useEffect, useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { type Draft, isTouched } from '../../draft.ts';
import { Banner } from '../../parts/banner.tsx';
import { Progress } from '../../parts/progress.tsx';
import { type Complaint, Summary } from '../../parts/summary.tsx';
import { Heading, useTitle } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { complaintsOf } from './complaints.ts';
import type { DraftState } from './draft.ts';
import { Files } from './files.tsx';
import { ItemCard } from './later.ts';
import { Expiry, Passphrase } from './options.tsx';
import { PasteBox } from './paste.tsx';
import { KindPicker } from './picker.tsx';
import { loadSealer, useSealer } from './sealer.ts';
import type { Before, Sealing } from './sealing.ts';
import { useWords } from './words.ts';

type Props = { draft: DraftState; sealing: Sealing<Before>; server: About | null };

export function Form({ draft, sealing, server }: Props) {
  const words = useWords();
  useTitle(words.pageTitle);
  const { complaints, errorAt, turn, press, measure } = usePress(draft, sealing, server);
  const { now } = draft;
  useEffect(() => sealing.changed(), [now]);
  return (
    <>
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        {server?.create === 'keys' && <Banner tone="warn">{words.problem.token}</Banner>}
        <Summary title={words.summary} complaints={complaints} turn={turn} />
        <fieldset class="filling" disabled={isBusy(sealing.state)}>
          <PasteBox draft={draft} />
          <KindPicker draft={draft} />
          {now.items.map((item) => (
            <ItemCard key={item.key} item={item} draft={draft} errorAt={errorAt} />
          ))}
          <Files draft={draft} server={server} measure={measure} errorAt={errorAt} />
          <section class="card">
            <Expiry draft={draft} server={server} errorAt={errorAt} />
            <Passphrase draft={draft} errorAt={errorAt} />
          </section>
        </fieldset>
        <Press state={sealing.state} onPress={press} onResend={sealing.resend} />
      </div>
    </>
  );
}

/** The text of the error at a field, by its id. */
export type ErrorAt = (field: string) => string | undefined;

/** Complains on the press, never before; then each complaint goes as soon as it is mended. */
function usePress(draft: DraftState, sealing: Sealing<Before>, server: About | null) {
  const { lang } = useTongue();
  const sealer = useSealer(isTouched(draft.now), lang);
  const measure = sealer?.measure ?? null;
  const at = { words: useWords(), lang, server, measure };
  const [asked, ask] = useState({ fields: new Set<string>(), turn: 0 });
  const complaints: Complaint[] =
    asked.fields.size === 0
      ? []
      : complaintsOf(draft.now, at).filter(({ field }) => asked.fields.has(field));
  const check = async () => {
    const ready = await withPaste(draft);
    const loaded = await loadSealer(lang).catch(() => null);
    const found = complaintsOf(ready, { ...at, measure: loaded?.measure ?? null });
    ask({
      fields: new Set(found.map(({ field }) => field)),
      turn: asked.turn + (found.length > 0 ? 1 : 0),
    });
    return found.length === 0 ? ready : null;
  };
  const press = () => void sealing.seal(check);
  const errorAt: ErrorAt = (field) => {
    const complaint = complaints.find((other) => other.field === field);
    return complaint?.here ?? complaint?.text;
  };
  return { complaints, errorAt, turn: asked.turn, press, measure };
}

/** What still stands in the paste box is sealed as well: nothing is dropped. */
async function withPaste(draft: DraftState): Promise<Draft> {
  if (draft.now.paste.trim() === '') return draft.now;
  return { ...draft.now, paste: '', items: [...draft.now.items, ...(await draft.sortPaste())] };
}

function isBusy({ at }: Before): boolean {
  return at === 'sealing' || at === 'sending';
}

/** The button stays while it works, so that the focus does. */
function Press({
  state,
  onPress,
  onResend,
}: {
  state: Before;
  onPress: () => void;
  onResend: () => void;
}) {
  const words = useWords();
  const resend = state.at === 'failed' && state.parcel !== null;
  return (
    <>
      {state.at === 'failed' && (
        <Banner tone="bad" title={words.failed} alert>
          <p>{words.problem[state.reason]}</p>
        </Banner>
      )}
      {state.at === 'sealing' && <Progress label={words.sealing} fraction={state.fraction} />}
      {state.at === 'sending' && <Progress label={words.sending} fraction={null} />}
      <button
        type="button"
        class="button primary full"
        aria-disabled={isBusy(state)}
        onClick={resend ? onResend : onPress}
      >
        {resend ? words.resend : words.seal}
      </button>
    </>
  );
}
