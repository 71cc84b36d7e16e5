import { useEffect, useState } from 'preact/hooks';
import { type About, about } from '../client.ts';

/** Null until it is known; the page works without it, the server then checks alone. */
export function useAbout(): About | null {
  const [known, set] = useState<About | null>(null);
  useEffect(() => {
    about().then(set, () => {});
  }, []);
  return known;
}
