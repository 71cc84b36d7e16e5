import { useLayoutEffect } from 'preact/hooks';

/** What a look of its own moves or takes away must not take the focus with it: browsers drop it there. */
export function useKeptFocus(order: string): void {
  const before = document.activeElement;
  useLayoutEffect(() => {
    const lost = before !== document.body && document.activeElement === document.body;
    if (!lost || !(before instanceof HTMLElement)) return;
    const place = before.isConnected ? before : document.querySelector('h1');
    place?.focus({ preventScroll: before.isConnected });
  }, [order]);
}
