/** Headings, times, badges. */

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { moment, wholeMoment, zonedMoment } from '../format.ts';
import { worn } from './brand.ts';
import { useTongue } from './words.tsx';

/**
 * The page's one heading, and the browser's title. Where the page changed by a press, `focus` moves there,
 * so that the change is read out; a count of the presses moves it at each. `title`: what the browser's
 * history may keep, where that is less.
 */
export function Heading({
  children,
  focus = false,
  title,
}: {
  children: ComponentChildren;
  focus?: boolean | number;
  title?: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title ?? heading.current?.textContent} · ${worn.name}`;
  });
  // Who presses a key at once presses it there, and not where the focus was.
  useLayoutEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/**
 * A time in the reader's zone, which is named; the title has the whole of it. In a row of times `brief`
 * leaves the zone to the others.
 */
export function Time({
  at,
  brief = false,
  seconds = false,
}: {
  at: string;
  brief?: boolean;
  seconds?: boolean;
}) {
  const { lang } = useTongue();
  const named = !(brief || seconds);
  return (
    <time dateTime={at} title={wholeMoment(lang, at)}>
      {named ? zonedMoment(lang, at) : moment(lang, at, seconds)}
    </time>
  );
}

export function Badge({
  tone = 'calm',
  children,
}: {
  tone?: 'calm' | 'warn' | 'bad';
  children: ComponentChildren;
}) {
  return <p class={`badge ${tone}`}>{children}</p>;
}

export function Card({
  title,
  hint,
  aside,
  children,
}: {
  title?: string;
  hint?: string;
  aside?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const heading = useId();
  return (
    <section class="card" aria-labelledby={title && heading}>
      {(title || aside) && (
        <div class="cardhead">
          <div>
            {title && <h2 id={heading}>{title}</h2>}
            {hint && <p class="hint">{hint}</p>}
          </div>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
