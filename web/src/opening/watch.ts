/** Keyboard and quiet on the opened page. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Idleness, idleness, wakes } from '../idle.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;
const LOOK_EVERY = 5000;

/** Hides after a quiet time; `wake` shows again. */
export function useIdle(): { state: Idleness; wake: () => void } {
  const [state, set] = useState<Idleness>('awake');
  const last = useRef(Date.now());
  const wake = () => {
    last.current = Date.now();
    set('awake');
  };
  useLayoutEffect(() => {
    const now = () => idleness(Date.now() - last.current);
    const sign = (event: Event) => {
      // The press on a button of the warning is the button's own.
      const own = event.target instanceof Element && event.target.closest('.notice') !== null;
      if (!own && wakes(now(), event)) wake();
    };
    const timer = setInterval(() => set(now()), LOOK_EVERY);
    for (const name of SIGNS) addEventListener(name, sign, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of SIGNS) removeEventListener(name, sign);
    };
  }, []);
  return { state, wake };
}

/**
 * In a row, `c` alone copies it and the arrows go to the next and the one before (WCAG 2.1.4: only
 * where the row has the focus).
 */
export function useRowKeys(): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const row = document.activeElement?.closest('[data-row]');
      if (!row || document.activeElement instanceof HTMLTextAreaElement) return;
      if (event.key === 'c') copyOf(row)?.click();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const rows = Array.from(document.querySelectorAll('[data-row]'));
      const next = rows[rows.indexOf(row) + step];
      if (next) copyOf(next)?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function copyOf(row: Element): HTMLElement | null {
  return row.querySelector('[data-copy]');
}

/** What had the focus before something came up; `giveBack` returns it there, or to the page's heading. */
export function useFocusBefore(): { giveBack: () => void } {
  const before = useRef(document.activeElement);
  const giveBack = () => {
    const place = before.current?.isConnected ? before.current : null;
    const heading = document.querySelector('h1');
    // Whoever pressed with the pointer stays where they have scrolled to.
    (place instanceof HTMLElement && place !== document.body ? place : heading)?.focus({
      preventScroll: true,
    });
  };
  return { giveBack };
}
