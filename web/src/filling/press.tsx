/** The button that seals, and what stands around it: complaints above the form, the progress, a failure. */

import { createElement } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Draft, isTouched } from '../draft.ts';
import { Action } from '../parts/action.tsx';
import { Banner } from '../parts/banner.tsx';
import { focusSoon } from '../parts/focus.ts';
import { Progress } from '../parts/progress.tsx';
import type { Complaint } from '../parts/summary.tsx';
import { SlowProgress } from '../parts/waiting.tsx';
import { type Lang, useTongue } from '../parts/words.tsx';
import type { CheckWords } from '../words/en/check.ts';
import type { DraftState } from './draft.ts';
import { IDS } from './ids.ts';
import type { Before, Sealing } from './sealing.ts';
import { useWords } from './words.ts';

/** The text of the error at a field, by its id. */
export type ErrorAt = (field: string) => string | undefined;

/** What checks and seals is most of the code and is needed last: it comes as soon as there is something to seal. */
export type Sealer = {
  lang: Lang;
  words: CheckWords;
  Summary: typeof import('../parts/summary.tsx').Summary;
};

/** What a page does with its draft. */
type Work<S extends Sealer, Parcel> = {
  load: (lang: Lang) => Promise<S>;
  complain: (draft: Draft, sealer: S) => Complaint[];
  seal: (draft: Draft, sealer: S, show: (fraction: number) => void) => Promise<Parcel>;
};

type Asked = { complaints: Complaint[]; turn: number; sealer: Sealer };

/** Complains on the press, never before; then each complaint goes as soon as it is mended. */
export function usePress<S extends Sealer, Parcel, Done>(
  draft: DraftState,
  sealing: Sealing<Parcel, Done>,
  work: Work<S, Parcel>,
) {
  const { lang } = useTongue();
  const [pressed, note] = useState({ fields: new Set<string>(), turn: 0 });
  // The words of the complaints follow the language.
  const loaded = useLoaded(isTouched(draft.now) || pressed.turn > 0, lang, work.load);
  const asked: Asked | null =
    loaded && pressed.fields.size > 0
      ? {
          complaints: work
            .complain(draft.now, loaded)
            .filter(({ field }) => pressed.fields.has(field)),
          turn: pressed.turn,
          sealer: loaded,
        }
      : null;
  const press = (anyway: boolean) =>
    void sealing.seal(async (show) => {
      const sealer = await work.load(lang);
      const ready = await draft.whole();
      if (ready === null) return null;
      const found = work.complain(ready, sealer).filter(({ soft }) => !(soft && anyway));
      note({
        fields: new Set(found.map(({ field }) => field)),
        turn: pressed.turn + (found.length > 0 ? 1 : 0),
      });
      return found.length === 0 ? work.seal(ready, sealer, show) : null;
    });
  const errorAt: ErrorAt = (field) => {
    const complaint = asked?.complaints.find((other) => other.field === field);
    return complaint?.here ?? complaint?.text;
  };
  return { asked, errorAt, press };
}

/** Null until it is there. */
function useLoaded<S>(wanted: boolean, lang: Lang, load: (lang: Lang) => Promise<S>): S | null {
  const [loaded, set] = useState<S | null>(null);
  useEffect(() => {
    // A failure here is no news: the press loads it again, and says so if that fails.
    if (wanted) load(lang).then(set, () => {});
  }, [wanted, lang]);
  return loaded;
}

/** The complaints of the last press. */
export function Mend({ asked, onAnyway }: { asked: Asked | null; onAnyway: () => void }) {
  if (asked === null || asked.complaints.length === 0) return null;
  const { complaints, turn, sealer } = asked;
  // The summary goes, and with it what has the focus.
  const seal = () => {
    focusSoon(IDS.seal);
    onAnyway();
  };
  return createElement(
    sealer.Summary,
    { title: sealer.words.summary, complaints, turn },
    complaints.every(({ soft }) => soft) && (
      <button type="button" class="button" onClick={seal}>
        {sealer.words.anyway}
      </button>
    ),
  );
}

export function isBusy<Parcel, Why>({ at }: Before<Parcel, Why>): boolean {
  return at === 'sealing' || at === 'sending';
}

type PressProps<Parcel> = {
  label: string;
  /** What the press does. */
  hint?: string;
  state: Before<Parcel>;
  onPress: () => void;
  onResend: () => void;
};

export function Press<Parcel>({ label, hint, state, onPress, onResend }: PressProps<Parcel>) {
  const words = useWords();
  const resend = state.at === 'failed' && state.parcel !== null;
  return (
    <Action
      id={IDS.seal}
      label={resend ? words.resend : label}
      onPress={resend ? onResend : onPress}
      busy={isBusy(state)}
      turn={state.at === 'filling' ? '' : state.at}
    >
      {hint && <p class="hint">{hint}</p>}
      {state.at === 'failed' && (
        <Banner tone="bad" title={words.failed} alert>
          <p>{words.problem[state.reason]}</p>
        </Banner>
      )}
      {state.at === 'sealing' && <Progress label={words.sealing} fraction={state.fraction} />}
      {state.at === 'sending' && <SlowProgress label={words.sending} />}
    </Action>
  );
}
