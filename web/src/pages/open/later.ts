/** The opened view. Loaded after the press, but before anything is sent: an open never waits for code. */

import { later } from '../../parts/later.tsx';

export const Shown = later(async () => (await import('./shown.tsx')).Shown);
