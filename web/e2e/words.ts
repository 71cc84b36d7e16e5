/** The words of the pages: the tests find things by what people read. */

import { words as enAnswer } from '../src/words/en/answer.ts';
import { words as enElse } from '../src/words/en/answerelse.ts';
import { words as enGiven } from '../src/words/en/answergiven.ts';
import { words as enCheck } from '../src/words/en/check.ts';
import { words as enClose } from '../src/words/en/close.ts';
import { words as enCollect } from '../src/words/en/collect.ts';
import { words as enCollected } from '../src/words/en/collected.ts';
import { words as enEnded } from '../src/words/en/ended.ts';
import { words as enInApp } from '../src/words/en/inapp.ts';
import { words as enItems } from '../src/words/en/items.ts';
import { words as enMine } from '../src/words/en/mine.ts';
import { words as enOpen } from '../src/words/en/open.ts';
import { words as enReceipt } from '../src/words/en/receipt.ts';
import { words as enRefused } from '../src/words/en/refused.ts';
import { reminder as enReminder } from '../src/words/en/reminder.ts';
import { words as enRequest } from '../src/words/en/request.ts';
import { words as enRequested } from '../src/words/en/requested.ts';
import { words as enRequests } from '../src/words/en/requests.ts';
import { words as enSealed } from '../src/words/en/sealed.ts';
import { words as enShare } from '../src/words/en/share.ts';
import { words as enShown } from '../src/words/en/shown.ts';
import { words as enTeamKey } from '../src/words/en/teamkey.ts';
import { words as enUnlock } from '../src/words/en/unlock.ts';
import { words as frAnswer } from '../src/words/fr/answer.ts';
import { words as frElse } from '../src/words/fr/answerelse.ts';
import { words as frGiven } from '../src/words/fr/answergiven.ts';
import { words as frCheck } from '../src/words/fr/check.ts';
import { words as frClose } from '../src/words/fr/close.ts';
import { words as frCollect } from '../src/words/fr/collect.ts';
import { words as frCollected } from '../src/words/fr/collected.ts';
import { words as frEnded } from '../src/words/fr/ended.ts';
import { words as frInApp } from '../src/words/fr/inapp.ts';
import { words as frItems } from '../src/words/fr/items.ts';
import { words as frMine } from '../src/words/fr/mine.ts';
import { words as frOpen } from '../src/words/fr/open.ts';
import { words as frReceipt } from '../src/words/fr/receipt.ts';
import { words as frRefused } from '../src/words/fr/refused.ts';
import { reminder as frReminder } from '../src/words/fr/reminder.ts';
import { words as frRequest } from '../src/words/fr/request.ts';
import { words as frRequested } from '../src/words/fr/requested.ts';
import { words as frRequests } from '../src/words/fr/requests.ts';
import { words as frSealed } from '../src/words/fr/sealed.ts';
import { words as frShare } from '../src/words/fr/share.ts';
import { words as frShown } from '../src/words/fr/shown.ts';
import { words as frTeamKey } from '../src/words/fr/teamkey.ts';
import { words as frUnlock } from '../src/words/fr/unlock.ts';

export const EN = {
  share: enShare,
  answer: { ...enAnswer, elsewhere: enElse, given: enGiven },
  check: enCheck,
  items: enItems,
  inapp: enInApp,
  sealed: enSealed,
  open: { ...enOpen, ...enRefused, ...enUnlock },
  shown: enShown,
  ...enEnded,
  receipt: { ...enMine, ...enReceipt, close: enClose },
  reminder: enReminder,
  request: enRequest,
  requested: enRequested,
  collect: enCollect,
  collected: enCollected,
  requests: enRequests,
  teamkey: enTeamKey,
};

export type Words = typeof EN;

export const FR: Words = {
  share: frShare,
  answer: { ...frAnswer, elsewhere: frElse, given: frGiven },
  check: frCheck,
  items: frItems,
  inapp: frInApp,
  sealed: frSealed,
  open: { ...frOpen, ...frRefused, ...frUnlock },
  shown: frShown,
  ...frEnded,
  receipt: { ...frMine, ...frReceipt, close: frClose },
  reminder: frReminder,
  request: frRequest,
  requested: frRequested,
  collect: frCollect,
  collected: frCollected,
  requests: frRequests,
  teamkey: frTeamKey,
};
