/** What was made of a pasted text: each item with what it is, which can be corrected, and what was found. */

import { useEffect, useRef } from 'preact/hooks';
import { type DraftItem, fieldId } from '../draft.ts';
import { list } from '../format.ts';
import { fieldLabel } from '../labels.ts';
import { announce } from '../parts/announce.tsx';
import { Check } from '../parts/icons.tsx';
import { useTongue } from '../parts/words.tsx';
import { isKind, KINDS, type KindId } from '../protocol/kind.ts';
import { recast } from '../recast.ts';
import { visibleLine } from '../visible.ts';
import { subject } from '../visit.ts';
import type { DraftState } from './draft.ts';
import { IDS } from './ids.ts';
import { useItemWords, useWords } from './words.ts';

/** `rest`: what becomes of what was not recognised, where it does not stay as text. */
export function Recognised({ draft, rest }: { draft: DraftState; rest?: string }) {
  const words = useItemWords();
  const { batch, now } = draft;
  const title = useRef<HTMLParagraphElement>(null);
  const said = useSaid(batch?.items ?? []);
  useEffect(() => {
    if (batch === null) return;
    announce(said);
    // The button that was pressed is gone; after a paste the focus is where it was.
    if (document.activeElement === document.body) title.current?.focus();
  }, [batch]);
  const undo = () => {
    draft.unsort();
    document.getElementById(IDS.paste)?.focus();
  };
  const pasted = now.items.filter(({ source }) => source !== undefined);
  return (
    <div class="found">
      <p ref={title} class="strong" tabIndex={-1}>
        {words.found.title}
      </p>
      <ul>
        {pasted.map((item) => (
          <Found key={item.key} item={item} draft={draft} />
        ))}
      </ul>
      <div class="bar">
        <span>{rest ?? words.found.rest}</span>
        {batch && (
          <button type="button" class="button small" onClick={undo}>
            {words.found.undo}
          </button>
        )}
      </div>
    </div>
  );
}

function useSaid(items: readonly DraftItem[]): string {
  const { kinds, found } = useItemWords();
  const { lang } = useTongue();
  return found.said(
    list(
      lang,
      items.map(({ kind }) => kinds[kind]),
    ),
  );
}

type FoundProps = { item: DraftItem; draft: DraftState };

function Found({ item, draft }: FoundProps) {
  const words = useItemWords();
  const { lang } = useTongue();
  const name = nameOf(item) || words.found.lines(lineCount(item));
  const labels = filled(item).map((field) => fieldLabel(words, item.kind, field));
  return (
    <li>
      {item.kind !== 'other' && !item.spare && <Check />}
      <Kind item={item} draft={draft} name={name} />
      <div>
        {item.spare ? (
          name
        ) : (
          <a href={`#${fieldId(item, firstField(item))}`} onClick={(event) => goTo(event, item)}>
            {name}
          </a>
        )}
        {item.kind !== 'other' && <p class="hint">{list(lang, labels)}</p>}
        {item.spare && <p class="hint strong">{words.found.spare}</p>}
      </div>
      {item.spare ? (
        <Include item={item} draft={draft} name={name} />
      ) : (
        <LeaveOut item={item} draft={draft} name={name} />
      )}
    </li>
  );
}

type PartProps = FoundProps & { name: string };

function Kind({ item, draft, name }: PartProps) {
  const words = useItemWords();
  const change = (kind: string) => {
    if (!isKind(kind)) return;
    const label = (field: string) => fieldLabel(words, item.kind, field);
    draft.replace(item.key, recast(item, kind, label));
    announce(words.found.changed(words.kinds[kind]));
  };
  return (
    <select
      aria-label={words.found.what(name)}
      value={item.kind}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      {Object.keys(KINDS).map((kind) => (
        <option key={kind} value={kind}>
          {words.kinds[kind as KindId]}
        </option>
      ))}
    </select>
  );
}

function Include({ item, draft, name }: PartProps) {
  const { found } = useItemWords();
  return (
    <button
      type="button"
      class="button small"
      aria-label={found.includeThing(name)}
      onClick={() => draft.include(item.key)}
    >
      {found.include}
    </button>
  );
}

function LeaveOut({ item, draft, name }: PartProps) {
  const { remove } = useWords();
  const leaveOut = () => {
    draft.remove(item.key);
    announce(remove.done(name));
    document.getElementById(IDS.paste)?.focus();
  };
  return (
    <button type="button" class="button small" aria-label={remove.thing(name)} onClick={leaveOut}>
      {remove.button}
    </button>
  );
}

/** The host or name by which a merchant knows it; never a secret, nor an address that may have one inside. */
function nameOf(item: DraftItem): string {
  const { title, registrar } = item.fields;
  return subject([item]) ?? visibleLine(title || registrar || '');
}

function lineCount({ fields }: DraftItem): number {
  return (fields.secret ?? '').split('\n').filter((line) => line.trim() !== '').length;
}

/** What was found, without what every item of the kind begins with. */
function filled({ kind, fields }: DraftItem): string[] {
  return KINDS[kind]
    .filter(({ id, fallback }) => fields[id] && fields[id] !== fallback)
    .map(({ id }) => id);
}

function firstField({ kind }: DraftItem): string {
  return KINDS[kind][0]?.id ?? '';
}

/** Without the address bar: its fragment belongs to links. */
function goTo(event: Event, item: DraftItem): void {
  event.preventDefault();
  const field = document.getElementById(fieldId(item, firstField(item)));
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
