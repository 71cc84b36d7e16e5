/** Import this first. */

import { followFragment } from '../../fragment.ts';
import { dropLink, recallOpening, takeLink } from '../../session.ts';

// Who comes anew without a link comes for the list; what was begun in this tab is not lost by that.
const begun = (recallOpening()?.claim ?? null) !== null;
if (location.hash === '' && isNewVisit() && !begun) dropLink();

followFragment(takeLink);

/** Neither reloaded nor come back to. */
function isNewVisit(): boolean {
  const [visit] = performance.getEntriesByType('navigation');
  return visit instanceof PerformanceNavigationTiming && visit.type === 'navigate';
}
