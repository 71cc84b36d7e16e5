/** The form of a request: one card for each kind that is asked for, in the order of the asking. Pure. */

import { type Draft, type DraftItem, emptyItem, isFilled } from './draft.ts';
import type { Plan } from './filling/draft.ts';
import type { KindId } from './protocol/kind.ts';

export function planOf(ask: readonly KindId[]): Plan {
  return {
    first: () => ask.map(emptyItem),
    // Nobody gives more than was asked for without deciding to.
    found: (item) => (ask.includes(item.kind) ? item : { ...item, spare: true }),
    arranged: (items) => arranged(items, ask),
  };
}

/** The asked kinds first, each with a card at least; an empty one makes room for one that is filled. */
function arranged(items: readonly DraftItem[], ask: readonly KindId[]): DraftItem[] {
  const cards = ask.flatMap((kind) => {
    const same = items.filter((item) => item.kind === kind).map(wanted);
    const filled = same.filter((item) => isFilled(item) && !item.absent);
    return filled.length > 0 ? filled : [same[0] ?? emptyItem(kind)];
  });
  return [...cards, ...items.filter(({ kind }) => !ask.includes(kind))];
}

function wanted(item: DraftItem): DraftItem {
  return item.spare ? { ...item, spare: false } : item;
}

/** What of the draft is sealed: neither what nobody asked for nor cards that say nothing. */
export function answerOf({ paste, items, files }: Draft): Draft {
  return { paste, items: items.filter((item) => !item.spare && isFilled(item)), files };
}

/** What is looked over before the sealing: the empty cards, too, unless nothing else is there. */
export function toCheck(draft: Draft): Draft {
  const answer = answerOf(draft);
  if (answer.items.length + answer.files.length === 0) return answer;
  return { ...draft, items: draft.items.filter(({ spare }) => !spare) };
}

/** The card of an asked kind stays, as its question does; what came beside it can go. */
export function isQuestion(item: DraftItem, items: readonly DraftItem[], ask: readonly KindId[]) {
  return ask.includes(item.kind) && items.find(({ kind }) => kind === item.kind) === item;
}
