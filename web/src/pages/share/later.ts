/** The parts of the share page that its first look does not need. */

import { later } from '../../parts/later.tsx';

export const ItemCard = later(async () => (await import('./item.tsx')).ItemCard);
/** Loaded with what seals, so that it is there before anything is sent. */
export const Result = later(async () => (await import('./result.tsx')).Result);
