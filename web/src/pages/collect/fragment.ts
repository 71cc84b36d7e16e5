/** Import this first. */

import { followFragment } from '../../fragment.ts';
import { takeLink } from '../../session.ts';

followFragment(takeLink);
