/** Before the press: what will happen, the passphrase where there is one, one plain button. */

import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../../client.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { lifetime, size, until } from '../../format.ts';
import { type Attempt, Damaged, Mistyped, type Opened, type View } from '../../handover.ts';
import { isInApp } from '../../inapp.ts';
import { Banner } from '../../parts/banner.tsx';
import { SecretField } from '../../parts/field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Heading } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { OpenWords } from '../../words/en/open.ts';
import { InApp, loadOpener } from './later.ts';
import { CONFIRM_AFTER, type Held } from './state.ts';
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
  | { at: 'asking'; error?: 'empty' | 'wrong' | 'mistyped'; reason?: Reason }
  | { at: 'checking'; fraction: number }
  | { at: 'opening' };

export function Ready(props: Props) {
  const words = useWords();
  const { held, view, focus } = props;
  const resumes = held.opening.begun && view.state === 'claimed';
  return (
    <>
      <Heading focus={focus}>{resumes ? words.resume.title : words.title}</Heading>
      <p class="lead">{resumes ? words.resume.lead : words.lead}</p>
      <div class="stack">
        {!resumes && isInApp(navigator.userAgent) && <InApp link={held.link} />}
        <Press {...props} resumes={resumes} />
      </div>
    </>
  );
}

function Press(props: Props & { resumes: boolean }) {
  const words = useWords();
  const { lang } = useTongue();
  const { view, lease, resumes, held } = props;
  const seconds = held.survives ? Math.min(lease, CONFIRM_AFTER / 1000) : 0;
  const reload = seconds > 0 ? words.lease(lifetime(lang, seconds)) : words.noReload;
  const { step, triesLeft, passphrase, type, press } = usePress(props);
  const error = step.at === 'asking' ? errorText(step.error, words) : undefined;
  // Only to be early: the press loads what did not come.
  const warm = () => void loadOpener(lang).catch(() => {});
  return (
    <form class="card" onSubmit={press} onPointerEnter={warm} onFocusCapture={warm} noValidate>
      {!resumes && <Facts view={view} />}
      {step.at === 'asking' && step.reason && (
        <Banner tone="bad" alert>
          <p>{held.opening.begun ? words.hurry : words.problem[step.reason]}</p>
        </Banner>
      )}
      {held.link.passphrase && (
        <>
          <SecretField
            id="passphrase"
            label={words.passphrase}
            hint={resumes ? undefined : words.passphraseHint}
            value={passphrase}
            onValue={type}
            error={error}
          />
          {!resumes && <p role="status">{words.tries(triesLeft)}</p>}
        </>
      )}
      <button type="submit" class="button primary full" aria-disabled={step.at !== 'asking'}>
        {resumes ? words.resume.button : words.open}
      </button>
      {step.at === 'checking' && <Progress label={words.checking} fraction={step.fraction} />}
      {step.at === 'opening' && <Progress label={words.opening} fraction={null} />}
      {!resumes && <p class="hint">{reload}</p>}
    </form>
  );
}

function Facts({ view }: { view: View }) {
  const words = useWords();
  const { lang } = useTongue();
  return (
    <ul class="facts">
      <li>{words.facts.expires(until(lang, view.expires_at, Date.now()))}</li>
      <li>{words.facts.size(size(lang, view.size))}</li>
      {view.passphrase && <li>{words.facts.passphrase}</li>}
    </ul>
  );
}

function errorText(
  error: 'empty' | 'wrong' | 'mistyped' | undefined,
  words: OpenWords,
): string | undefined {
  if (error === undefined) return undefined;
  return { empty: words.passphraseEmpty, wrong: words.wrong, mistyped: words.wrongFree }[error];
}

function usePress({ held, view, onShown, onFailed }: Props) {
  const { lang } = useTongue();
  const [step, set] = useState<Step>({ at: 'asking' });
  const [triesLeft, left] = useState(view.tries_left);
  const [passphrase, type] = useState('');

  const open = async () => {
    const typed = held.link.passphrase ? passphrase : null;
    set(typed === null ? { at: 'opening' } : { at: 'checking', fraction: 0 });
    try {
      const onProgress = (fraction: number) => set({ at: 'checking', fraction });
      await loadOpener(lang);
      const attempt = await held.opening.prepare(typed, onProgress);
      set({ at: 'opening' });
      onShown(held, attempt, await attempt.open());
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

  // Said at the field, so that is where the reader goes on.
  const error = step.at === 'asking' ? step.error : undefined;
  useEffect(() => {
    if (error) document.getElementById('passphrase')?.focus();
  }, [error]);

  const press = (event: Event) => {
    event.preventDefault();
    if (step.at !== 'asking') return;
    if (held.link.passphrase && passphrase.normalize('NFKC') === '')
      set({ at: 'asking', error: 'empty' });
    else void open();
  };

  return { step, triesLeft, passphrase, type, press };
}
