/** The form: paste or choose, fill, seal. It stays as it is until the bundle has safely arrived. */

import { createElement } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { type Draft, isTouched } from '../../draft.ts';
import { Banner } from '../../parts/banner.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { Progress } from '../../parts/progress.tsx';
import type { Complaint } from '../../parts/summary.tsx';
import { Heading } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { DraftState } from './draft.ts';
import { Files } from './files.tsx';
import { IDS } from './ids.ts';
import { ItemCard } from './later.ts';
import { Expiry, Passphrase } from './options.tsx';
import { PasteBox } from './paste.tsx';
import { KindPicker } from './picker.tsx';
import { type Sealer, useSealer } from './sealer.ts';
import type { Before, Sealing } from './sealing.ts';
import { useWords } from './words.ts';

type Props = {
  draft: DraftState;
  sealing: Sealing<Before>;
  server: About | null;
  /** After another share: the heading takes the focus. */
  again: boolean;
};

export function Form({ draft, sealing, server, again }: Props) {
  const words = useWords();
  const { asked, errorAt, press } = usePress(draft, sealing, server);
  const { now } = draft;
  useEffect(() => sealing.changed(), [now]);
  const closed = server?.create === 'keys';
  if (closed && !isTouched(now)) return <Closed />;
  // The summary goes, and with it what has the focus.
  const anyway = () => {
    focusSoon(IDS.seal);
    press(true);
  };
  return (
    <>
      <Heading focus={again} title={words.pageTitle}>
        {words.title}
      </Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        {closed && <Banner tone="warn">{words.problem.token}</Banner>}
        {asked && asked.complaints.length > 0 && <Mend {...asked} onAnyway={anyway} />}
        <fieldset class="filling" role="presentation" disabled={isBusy(sealing.state)}>
          <PasteBox draft={draft} errorAt={errorAt} />
          <KindPicker draft={draft} />
          {now.items.map((item) => (
            <ItemCard key={item.key} item={item} draft={draft} errorAt={errorAt} />
          ))}
          <Files draft={draft} server={server} errorAt={errorAt} />
          <section class="card">
            <Expiry draft={draft} server={server} errorAt={errorAt} />
            <Passphrase draft={draft} errorAt={errorAt} />
          </section>
        </fieldset>
        <Press state={sealing.state} onPress={() => press(false)} onResend={sealing.resend} />
      </div>
    </>
  );
}

/** Only programs with a key may seal here: a form that cannot be sent is not shown. */
function Closed() {
  const words = useWords();
  return (
    <>
      <Heading title={words.pageTitle}>{words.title}</Heading>
      <div class="stack">
        <Banner tone="warn">{words.problem.token}</Banner>
      </div>
    </>
  );
}

/** The text of the error at a field, by its id. */
export type ErrorAt = (field: string) => string | undefined;

type Asked = { complaints: Complaint[]; turn: number; sealer: Sealer };

/** Complains on the press, never before; then each complaint goes as soon as it is mended. */
function usePress(draft: DraftState, sealing: Sealing<Before>, server: About | null) {
  const { lang } = useTongue();
  const [pressed, note] = useState({ fields: new Set<string>(), turn: 0 });
  // The words of the complaints follow the language.
  const loaded = useSealer(isTouched(draft.now) || pressed.turn > 0, lang);
  const complaintsOf = (ready: Draft, { words, ...sealer }: Sealer) =>
    sealer.complaintsOf(ready, { words, lang: sealer.lang, server });
  const asked: Asked | null =
    loaded && pressed.fields.size > 0
      ? {
          complaints: complaintsOf(draft.now, loaded).filter(({ field }) =>
            pressed.fields.has(field),
          ),
          turn: pressed.turn,
          sealer: loaded,
        }
      : null;
  const press = (anyway: boolean) =>
    void sealing.seal(async (sealer) => {
      const ready = await whole(draft);
      if (ready === null) return null;
      const found = complaintsOf(ready, sealer).filter(({ soft }) => !(soft && anyway));
      note({
        fields: new Set(found.map(({ field }) => field)),
        turn: pressed.turn + (found.length > 0 ? 1 : 0),
      });
      return found.length === 0 ? ready : null;
    });
  const errorAt: ErrorAt = (field) => {
    const complaint = asked?.complaints.find((other) => other.field === field);
    return complaint?.here ?? complaint?.text;
  };
  return { asked, errorAt, press };
}

/** With what still stands in the paste box and what is still being read: nothing is dropped. Null where a file was refused. */
async function whole({ now, sort, takeSorted, reading }: DraftState): Promise<Draft | null> {
  const late = await reading.settled();
  if (late === null) return null;
  const files = [...now.files, ...late.filter(({ key }) => now.files.every((f) => f.key !== key))];
  if (now.paste.trim() === '') return { ...now, files };
  const batch = await sort(now.paste);
  takeSorted(batch);
  return { ...now, files, paste: '', items: [...now.items, ...batch.items] };
}

function Mend({ complaints, turn, sealer, onAnyway }: Asked & { onAnyway: () => void }) {
  const { summary, anyway } = sealer.words;
  return createElement(
    sealer.Summary,
    { title: summary, complaints, turn },
    complaints.every(({ soft }) => soft) && (
      <button type="button" class="button" onClick={onAnyway}>
        {anyway}
      </button>
    ),
  );
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
  const said = useRef<HTMLDivElement>(null);
  // The button keeps the focus; what is said above it may be out of sight.
  useEffect(() => {
    if (state.at !== 'filling') said.current?.scrollIntoView({ block: 'nearest' });
  }, [state.at]);
  return (
    <div ref={said} class="stack inner">
      {state.at === 'failed' && (
        <Banner tone="bad" title={words.failed} alert>
          <p>{words.problem[state.reason]}</p>
        </Banner>
      )}
      {state.at === 'sealing' && <Progress label={words.sealing} fraction={state.fraction} />}
      {state.at === 'sending' && <Progress label={words.sending} fraction={null} />}
      <button
        id={IDS.seal}
        type="button"
        class="button primary full"
        aria-disabled={isBusy(state)}
        onClick={resend ? onResend : onPress}
      >
        {resend ? words.resend : words.seal}
      </button>
    </div>
  );
}
