/** The press: what is worked out here, then the one call that opens; and the form around its button. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../client.ts';
import { type Reason, reasonOf } from '../explain.ts';
import { type Lang, lifetime, size, until, wholeMoment } from '../format.ts';
import { type Attempt, Damaged, type Opened, Unheard, type Waits } from '../handover.ts';
import { Banner } from '../parts/banner.tsx';
import { Progress } from '../parts/progress.tsx';
import { useTongue } from '../parts/words.tsx';
import { CONFIRM_AFTER } from './state.ts';
import { useWords } from './words.ts';

/** `Slip`: what the reader has to mend at a field. */
export type Step<Slip> =
  | { at: 'asking'; slip?: Slip; reason?: Reason }
  | { at: 'checking'; fraction: number }
  | { at: 'opening'; waits?: Waits };

type Way<Slip> = {
  /** All the code that is needed from here on. */
  load: (lang: Lang) => Promise<void>;
  /** `typed` is null where nothing is typed. */
  prepare: (typed: string | null, onProgress: (fraction: number) => void) => Promise<Attempt>;
  /** Null for an error that is none. */
  slipOf: (error: unknown) => Slip | null;
  /** Whether nothing can be opened from here any more. */
  isOver?: (error: unknown) => boolean;
  onShown: (attempt: Attempt, opened: Opened) => void;
  onFailed: (error: unknown) => void;
};

export function usePress<Slip>(way: Way<Slip>) {
  const { load, prepare, slipOf, isOver = () => false, onShown, onFailed } = way;
  const { lang } = useTongue();
  const [step, set] = useState<Step<Slip>>({ at: 'asking' });
  const open = async (typed: string | null) => {
    set(typed === null ? { at: 'opening' } : { at: 'checking', fraction: 0 });
    try {
      await load(lang);
      const attempt = await prepare(typed, (fraction) => set({ at: 'checking', fraction }));
      set({ at: 'opening' });
      onShown(attempt, await attempt.open((waits) => set({ at: 'opening', waits })));
    } catch (error) {
      refused(error);
    }
  };
  const refused = (error: unknown) => {
    const slip = slipOf(error);
    if (slip !== null) return set({ at: 'asking', slip });
    const gone = error instanceof Problem && (error.status === 410 || error.status === 404);
    const over = error instanceof Damaged || error instanceof Unheard || isOver(error);
    if (gone || over) return onFailed(error);
    set({ at: 'asking', reason: reasonOf(error) });
  };
  return { step, open };
}

/** `size`: bytes of the envelope, where they are known. */
export type Facts = { expires_at: string; size?: number };

type FormProps = {
  step: Step<unknown>;
  /** Null where it was opened before, and the reader comes back to it. */
  facts: Facts | null;
  /** An open was sent. */
  begun: boolean;
  /** Whether F5 finds the opening again. */
  survives: boolean;
  /** Seconds. */
  lease: number;
  /** The link is better opened elsewhere. */
  plain?: boolean;
  onPress: () => void;
  onNear: () => void;
  children?: ComponentChildren;
};

export function PressForm(props: FormProps) {
  const { step, facts, begun, survives, lease, plain = false, onPress, onNear, children } = props;
  const words = useWords();
  const { lang } = useTongue();
  const seconds = survives ? Math.min(lease, CONFIRM_AFTER / 1000) : 0;
  const reload = seconds > 0 ? words.lease(lifetime(lang, seconds)) : words.noReload;
  /** It was sent, and no answer came. */
  const again = step.at === 'asking' && step.reason !== undefined && begun;
  const press = (event: Event) => {
    event.preventDefault();
    if (step.at === 'asking') onPress();
  };
  return (
    <form class="card" onSubmit={press} onPointerEnter={onNear} onFocusCapture={onNear} noValidate>
      {facts && <FactsLine {...facts} />}
      {step.at === 'asking' && step.reason && (
        <Banner tone="bad" alert>
          <p>{again ? (lease === 0 ? words.noCopy : words.hurry) : words.problem[step.reason]}</p>
        </Banner>
      )}
      {children}
      <button
        type="submit"
        class={`button full ${plain ? '' : 'primary'}`}
        aria-disabled={step.at !== 'asking'}
      >
        {facts === null ? words.resume.button : again ? words.tryAgain : words.open}
      </button>
      {step.at === 'checking' && <Progress label={words.checking} fraction={step.fraction} />}
      {step.at === 'opening' && (
        <Progress
          label={step.waits && lease > 0 ? words.waits[step.waits] : words.opening}
          fraction={null}
        />
      )}
      {step.at === 'asking' && facts && !again && <p class="hint">{reload}</p>}
    </form>
  );
}

function FactsLine({ expires_at, size: bytes }: Facts) {
  const words = useWords();
  const { lang } = useTongue();
  return (
    <ul class="bar facts">
      <li title={wholeMoment(lang, expires_at)}>
        {words.facts.expires(until(lang, expires_at, Date.now()))}
      </li>
      {bytes !== undefined && <li>{words.facts.size(size(lang, bytes))}</li>}
    </ul>
  );
}
