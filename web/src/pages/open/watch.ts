/** Keyboard and quiet on the opened page. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { type Idleness, idleness } from '../../idle.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;
const LOOK_EVERY = 5000;

/** Hides after a quiet time; `wake` shows again. */
export function useIdle(): { state: Idleness; wake: () => void } {
  const [state, set] = useState<Idleness>('awake');
  const last = useRef(Date.now());
  useEffect(() => {
    const sign = () => {
      // Once it is hidden only the button shows it again: a passer-by may move the mouse.
      if (idleness(Date.now() - last.current) === 'hidden') return;
      last.current = Date.now();
      set('awake');
    };
    const timer = setInterval(() => set(idleness(Date.now() - last.current)), LOOK_EVERY);
    for (const name of SIGNS) addEventListener(name, sign, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of SIGNS) removeEventListener(name, sign);
    };
  }, []);
  const wake = () => {
    last.current = Date.now();
    set('awake');
  };
  return { state, wake };
}

/** `c` alone copies the row that has the focus (WCAG 2.1.4: only there). */
export function useCopyKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = document.activeElement?.closest('[data-row]');
      row?.querySelector<HTMLElement>('[data-copy]')?.click();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
