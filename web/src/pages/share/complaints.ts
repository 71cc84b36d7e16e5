/** What stops the sealing of a link, in words, each with the field that it leads to. */

import type { KeyFlaw } from '../../apikey.ts';
import type { Draft, Options } from '../../draft.ts';
import { type Circumstances, complaintsOf as ofDraft } from '../../filling/complaints.ts';
import { lifetime } from '../../format.ts';
import { ACCESS_KEY } from '../../parts/accesskey.tsx';
import type { Complaint } from '../../parts/summary.tsx';
import { optionLacks } from '../../ready.ts';
import { IDS } from './ids.ts';

/** `most` seconds are what the server takes; `flaw` is that of an access key, where one is needed. */
export function complaintsOf(
  draft: Draft,
  options: Options,
  most: number,
  at: Circumstances,
  flaw: KeyFlaw | null,
): Complaint[] {
  const said = {
    expiresIn: { field: IDS.expiry, text: at.words.expiry(lifetime(at.lang, most)) },
    passphrase: { field: IDS.passphrase, text: at.words.passphrase },
  };
  const key = flaw === null ? [] : [{ field: ACCESS_KEY, text: at.words.accessKey[flaw] }];
  return [...key, ...ofDraft(draft, at), ...optionLacks(options, most).map((lack) => said[lack])];
}
