/** What stops the sealing of a link, in words, each with the field that it leads to. */

import type { Draft, Options } from '../../draft.ts';
import { type Circumstances, complaintsOf as ofDraft } from '../../filling/complaints.ts';
import { lifetime } from '../../format.ts';
import type { Complaint } from '../../parts/summary.tsx';
import { optionLacks } from '../../ready.ts';
import { IDS } from './ids.ts';

/** `most` seconds are what the server takes. */
export function complaintsOf(
  draft: Draft,
  options: Options,
  most: number,
  at: Circumstances,
): Complaint[] {
  const said = {
    expiresIn: { field: IDS.expiry, text: at.words.expiry(lifetime(at.lang, most)) },
    passphrase: { field: IDS.passphrase, text: at.words.passphrase },
  };
  return [...ofDraft(draft, at), ...optionLacks(options, most).map((lack) => said[lack])];
}
