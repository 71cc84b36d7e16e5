/** Every state of every page: what is checked, and what the gallery shows. */

import { ANSWER } from './answer.ts';
import { API } from './api.ts';
import { COLLECT } from './collect.ts';
import { OPEN } from './open.ts';
import { ENDS } from './open-ends.ts';
import { RECEIPT } from './receipt.ts';
import { REQUEST } from './request.ts';
import { SHARE } from './share.ts';
import { SEALED } from './share-sealed.ts';
import type { State } from './state.ts';

export type { At, State } from './state.ts';

export const STATES: readonly State[] = [
  ...SHARE,
  ...SEALED,
  ...OPEN,
  ...ENDS,
  ...RECEIPT,
  ...REQUEST,
  ...ANSWER,
  ...COLLECT,
  ...API,
];
