import { useLayoutEffect } from 'preact/hooks';

/**
 * The browser asks before it leaves a page that holds what exists nowhere else: from the change itself
 * on, and not from the next frame.
 */
export function useLeaveWarning(active: boolean): void {
  useLayoutEffect(() => {
    if (!active) return;
    const warn = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [active]);
}
