/** What happened, in order; as of when; on paper, too. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Reason } from '../explain.ts';
import { clock, lifetime, moment } from '../format.ts';
import { announce } from '../parts/announce.tsx';
import { Banner } from '../parts/banner.tsx';
import { Time } from '../parts/text.tsx';
import { Slow } from '../parts/waiting.tsx';
import { useTongue } from '../parts/words.tsx';
import type { Step } from '../timeline.ts';
import { useWords } from './words.ts';

type Props = {
  steps: readonly Step[];
  looked: string;
  /** Why the last look that the reader asked for told nothing. */
  problem: Reason | null;
  onLook: () => Promise<boolean>;
  children?: ComponentChildren;
};

export function Timeline({ steps, looked, problem, onLook, children }: Props) {
  const words = useWords();
  const { lang } = useTongue();
  const [busy, work] = useState(false);
  const press = async () => {
    if (busy) return;
    work(true);
    const told = await onLook();
    work(false);
    // What went wrong speaks for itself.
    if (told) announce(words.looked(clock(lang, new Date().toISOString())));
  };
  return (
    <section class="card">
      <ol class="timeline">
        {steps.map((step) => (
          <li key={step.name} class={step.ahead ? 'ahead' : step.bad ? 'bad' : undefined}>
            <b>{words.step[step.name]}</b>
            <About {...step} />
          </li>
        ))}
      </ol>
      {problem && (
        <Banner tone="bad" alert>
          {words.problem[problem]}
        </Banner>
      )}
      <div class="bar">
        <span>
          {words.looked(clock(lang, looked))}
          <Printed />
        </span>
        <button type="button" class="button small" aria-disabled={busy} onClick={press}>
          {words.refresh}
        </button>
        <button type="button" class="button small push" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      <Slow on={busy} />
      {children}
    </section>
  );
}

function About({ name, at, after, count, note, tries }: Step) {
  const words = useWords();
  const later = useAfter();
  const said = [
    at && <Time at={at} brief seconds={name === 'erased'} />,
    after !== undefined && later(after),
    count && words.times(count),
    note && words.note[note],
    tries !== undefined && words.tries(tries),
  ].filter(Boolean);
  if (said.length === 0) return null;
  return <span>{said.flatMap((part, i) => (i === 0 ? [part] : [' · ', part]))}</span>;
}

/** '24 seconds later'. */
export function useAfter(): (seconds: number) => string {
  const words = useWords();
  const { lang } = useTongue();
  return (seconds) => (seconds === 0 ? words.atOnce : words.after(lifetime(lang, seconds)));
}

/** The time of printing, written when the browser begins to: a rendering would come after it. */
function Printed() {
  const { printed } = useWords();
  const { lang } = useTongue();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const write = () => {
      const at = moment(lang, new Date().toISOString());
      if (place.current) place.current.textContent = ` · ${printed(at)}`;
    };
    addEventListener('beforeprint', write);
    return () => removeEventListener('beforeprint', write);
  }, [lang]);
  return <span ref={place} class="printed" />;
}
