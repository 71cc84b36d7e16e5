/**
 * Import this first on a page whose link opens something: the fragment leaves the address bar, and
 * with it the history, before anything else runs (SPEC section 4).
 */

import { takeFragment } from './session.ts';

takeFragment();

// Another link pasted into the same tab changes only the fragment, and loads no page.
addEventListener('hashchange', () => {
  if (takeFragment()) location.reload();
});
