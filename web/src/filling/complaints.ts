/** What stops the sealing, in words, each with the field that it leads to. */

import type { About } from '../client.ts';
import { type Draft, type DraftItem, fieldId } from '../draft.ts';
import { type Lang, size } from '../format.ts';
import { fieldLabel } from '../labels.ts';
import type { Complaint } from '../parts/summary.tsx';
import { type Lack, lacks } from '../ready.ts';
import type { CheckWords } from '../words/en/check.ts';
import { IDS } from './ids.ts';
import { measure } from './measure.ts';

export type Circumstances = { words: CheckWords; lang: Lang; server: About | null };

export function complaintsOf(draft: Draft, at: Circumstances): Complaint[] {
  return [...lacks(draft).map((lack) => lackInWords(lack, at.words)), ...sizeComplaints(draft, at)];
}

function lackInWords(lack: Lack, words: CheckWords): Complaint {
  return lack.what === 'nothing'
    ? { field: IDS.paste, text: words.nothing }
    : requiredInWords(lack.item, lack.field, words);
}

function requiredInWords(item: DraftItem, field: string, words: CheckWords): Complaint {
  const label = fieldLabel(words, item.kind, field);
  return {
    field: fieldId(item, field),
    text: label,
    here: words.required,
    group: words.empty(words.kinds[item.kind]),
    soft: true,
  };
}

function sizeComplaints(draft: Draft, { words, lang, server }: Circumstances): Complaint[] {
  const measured = measure(draft, lang);
  const most = server?.max_envelope ?? Number.POSITIVE_INFINITY;
  switch (measured) {
    case 'items':
      return [{ field: worst(draft, () => 1), text: words.count }];
    case 'files':
      return [{ field: IDS.files, text: words.count }];
    case 'text':
      return [{ field: worst(draft, (text) => text.length), text: words.long }];
    case 'utf8':
      return [{ field: worst(draft, brokenCharacters), text: words.text }];
    default:
      return measured <= most
        ? []
        : [tooLarge(draft, words, size(lang, measured), size(lang, most))];
  }
}

/** Without a file it is the text that has to be shorter. */
function tooLarge(draft: Draft, words: CheckWords, have: string, most: string): Complaint {
  return draft.files.length > 0
    ? { field: IDS.files, text: words.size(have, most) }
    : { field: worst(draft, (text) => text.length), text: words.sizeOfText(have, most) };
}

/** The field that weighs most; where none weighs anything it is the name of a file. */
function worst({ items }: Draft, weigh: (text: string) => number): string {
  const values = items.flatMap((item) =>
    [...Object.entries(item.fields), ['note', item.note] as const].map(([field, text]) => ({
      id: fieldId(item, field),
      weight: text === '' ? 0 : weigh(text),
    })),
  );
  const heaviest = values.reduce((most, one) => (one.weight >= most.weight ? one : most), {
    id: IDS.files as string,
    weight: 1,
  });
  return heaviest.id;
}

function brokenCharacters(text: string): number {
  return text.match(/\p{Surrogate}/gu)?.length ?? 0;
}
