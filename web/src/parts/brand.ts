/** Whose server it is. Most say nothing of that: what shows it comes where one does. */

import { useEffect, useState } from 'preact/hooks';
import { asked } from './asked.ts';
import type { Worn } from './dress.tsx';

/** What the page wears now. */
export let worn: Worn = { name: 'Handover' };

/** What it wears once the server has said whose it is; where that does not load, what it wears now. */
export const dressed: Promise<Worn> = asked.then(async (server) => {
  const brand = server?.brand;
  if (brand) {
    const put = import('./dress.tsx').then(({ wear }) => {
      worn = wear(brand);
    });
    await put.catch(() => {});
  }
  return worn;
});

export function useBrand(): Worn {
  const [brand, set] = useState(worn);
  useEffect(() => void dressed.then(set), []);
  return brand;
}
