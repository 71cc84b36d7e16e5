/** Import this first. */

import { takeLink } from '../../answering.ts';
import { followFragment } from '../../fragment.ts';

followFragment(takeLink);
