/** Before the press: what will happen, the passphrase where there is one, one plain button. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { lifetime, size, until, wholeMoment } from '../../format.ts';
import {
  type Attempt,
  Damaged,
  Mistyped,
  type Opened,
  type View,
  type Waits,
} from '../../handover.ts';
import { isInApp } from '../../inapp.ts';
import { Banner } from '../../parts/banner.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Heading } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { InApp, loadOpener, Unlock } from './later.ts';
import { CONFIRM_AFTER, type Held } from './state.ts';
import type { Wrong } from './unlock.tsx';
import { useWords } from './words.ts';

type Props = {
  held: Held;
  view: View;
  /** Seconds. */
  lease: number;
  focus: boolean;
  onShown: (held: Held, attempt: Attempt, opened: Opened) => void;
  /** The bundle cannot be opened from here any more. */
  onFailed: (error: unknown) => void;
};

type Step =
  | { at: 'asking'; error?: Wrong; reason?: Reason }
  | { at: 'checking'; fraction: number }
  | { at: 'opening'; waits?: Waits };

export function Ready(props: Props) {
  const words = useWords();
  const { held, view, focus } = props;
  const resumes = held.opening.begun && view.state === 'claimed';
  const inApp = !resumes && isInApp(navigator.userAgent);
  return (
    <>
      <Heading focus={focus}>{resumes ? words.resume.title : words.title}</Heading>
      <p class="lead">{resumes ? words.resume.lead : words.lead}</p>
      <div class="stack">
        {inApp && <InApp link={held.link} />}
        <Press {...props} resumes={resumes} inApp={inApp} />
      </div>
    </>
  );
}

/** `inApp`: the link is better opened elsewhere. */
type PressProps = Props & { resumes: boolean; inApp: boolean };

function Press(props: PressProps) {
  const { resumes, held } = props;
  const { step, triesLeft, open } = usePress(props);
  const form = (field: ComponentChildren, press: () => void) => (
    <Form {...props} step={step} onPress={press}>
      {field}
    </Form>
  );
  if (!held.link.passphrase) return form(null, () => void open(null));
  const error = step.at === 'asking' ? step.error : undefined;
  return (
    <Unlock
      resumes={resumes}
      triesLeft={triesLeft}
      error={error}
      onOpen={(passphrase) => void open(passphrase)}
      frame={form}
    />
  );
}

function Form({
  held,
  view,
  lease,
  resumes,
  inApp,
  step,
  onPress,
  children,
}: PressProps & { step: Step; onPress: () => void; children: ComponentChildren }) {
  const words = useWords();
  const { lang } = useTongue();
  const seconds = held.survives ? Math.min(lease, CONFIRM_AFTER / 1000) : 0;
  const reload = seconds > 0 ? words.lease(lifetime(lang, seconds)) : words.noReload;
  /** It was sent, and no answer came. */
  const again = step.at === 'asking' && step.reason !== undefined && held.opening.begun;
  // Only to be early: the press loads what did not come.
  const warm = () => void loadOpener(lang).catch(() => {});
  const press = (event: Event) => {
    event.preventDefault();
    if (step.at === 'asking') onPress();
  };
  return (
    <form class="card" onSubmit={press} onPointerEnter={warm} onFocusCapture={warm} noValidate>
      {!resumes && <Facts view={view} />}
      {step.at === 'asking' && step.reason && (
        <Banner tone="bad" alert>
          <p>{again ? words.hurry : words.problem[step.reason]}</p>
        </Banner>
      )}
      {children}
      <button
        type="submit"
        class={`button full ${inApp ? '' : 'primary'}`}
        aria-disabled={step.at !== 'asking'}
      >
        {resumes ? words.resume.button : again ? words.tryAgain : words.open}
      </button>
      {step.at === 'checking' && <Progress label={words.checking} fraction={step.fraction} />}
      {step.at === 'opening' && (
        <Progress label={step.waits ? words.waits[step.waits] : words.opening} fraction={null} />
      )}
      {step.at === 'asking' && !resumes && !again && <p class="hint">{reload}</p>}
    </form>
  );
}

function Facts({ view }: { view: View }) {
  const words = useWords();
  const { lang } = useTongue();
  return (
    <ul class="bar facts">
      <li title={wholeMoment(lang, view.expires_at)}>
        {words.facts.expires(until(lang, view.expires_at, Date.now()))}
      </li>
      <li>{words.facts.size(size(lang, view.size))}</li>
    </ul>
  );
}

function usePress({ held, view, onShown, onFailed }: Props) {
  const { lang } = useTongue();
  const [step, set] = useState<Step>({ at: 'asking' });
  const [triesLeft, left] = useState(view.tries_left);

  const open = async (passphrase: string | null) => {
    set(passphrase === null ? { at: 'opening' } : { at: 'checking', fraction: 0 });
    try {
      const onProgress = (fraction: number) => set({ at: 'checking', fraction });
      await loadOpener(lang);
      const attempt = await held.opening.prepare(passphrase, onProgress);
      set({ at: 'opening' });
      onShown(held, attempt, await attempt.open((waits) => set({ at: 'opening', waits })));
    } catch (error) {
      refused(error);
    }
  };

  const refused = (error: unknown) => {
    if (error instanceof Mistyped) return set({ at: 'asking', error: 'mistyped' });
    if (error instanceof Problem && error.status === 403) {
      left(error.triesLeft ?? triesLeft - 1);
      return set({ at: 'asking', error: 'wrong' });
    }
    const over = error instanceof Problem && (error.status === 410 || error.status === 404);
    if (over || error instanceof Damaged) return onFailed(error);
    set({ at: 'asking', reason: reasonOf(error) });
  };

  return { step, triesLeft, open };
}
