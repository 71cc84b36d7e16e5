/** One item: its typed fields, how to come by it, a note. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { check } from '../check.ts';
import { type DraftItem, fieldId } from '../draft.ts';
import { password } from '../generate.ts';
import { choiceLabel, fieldLabel } from '../labels.ts';
import { announce } from '../parts/announce.tsx';
import { Fold } from '../parts/controls.tsx';
import { CopyButton } from '../parts/copy.tsx';
import {
  ChoiceField,
  type FieldProps,
  type Mode,
  type Remark,
  SecretField,
  TextField,
} from '../parts/field.tsx';
import { focusSoon } from '../parts/focus.ts';
import { Card } from '../parts/text.tsx';
import { defaultPort, type Field, KINDS } from '../protocol/kind.ts';
import { visible } from '../visible.ts';
import type { ItemWords } from '../words/en/items.ts';
import type { DraftState } from './draft.ts';
import type { ErrorAt } from './press.tsx';
import { useItemWords, useWords } from './words.ts';

type Props = { item: DraftItem; draft: DraftState; errorAt: ErrorAt };

type CardProps = Props & {
  /** Id of what adds such an item: there the focus comes from, and goes when the item is removed. */
  from: string;
  /** In place of the button that removes it. */
  aside?: ComponentChildren;
};

/** Seldom needed: folded, unless something was pasted into it. */
const SELDOM: ReadonlySet<string> = new Set([
  'ftp.private_key',
  'ftp.key_passphrase',
  'database.engine',
  'database.prefix',
  'database.admin_url',
]);
const WIDE: ReadonlySet<string> = new Set([
  'url',
  'admin_url',
  'private_key',
  'secret',
  'title',
  'path',
]);
const MODES: Readonly<Record<string, Mode>> = {
  url: 'url',
  admin_url: 'url',
  email: 'email',
  port: 'numeric',
};

export function ItemCard(props: CardProps) {
  const words = useItemWords();
  const { item, draft, from, aside } = props;
  const card = useRef<HTMLDivElement>(null);
  const isFresh = draft.fresh === item.key;
  useEffect(() => {
    // The form may come late: whoever has gone on meanwhile is not called back.
    const here = document.activeElement;
    const waits = here === document.body || here?.id === from;
    if (isFresh && waits) {
      card.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }
  }, [isFresh]);
  const name = nameOf(item, draft.now.items, words);
  const remove = () => {
    draft.remove(item.key);
    focusSoon(from);
  };
  return (
    <div ref={card}>
      <Card
        title={name}
        hint={item.absent ? words.absent : words.lead[item.kind]}
        aside={aside ?? <Remove name={name} onRemove={remove} />}
      >
        {!item.absent && <Fields {...props} isFresh={isFresh} />}
        <Note {...props} />
        {!item.absent && <Source item={item} />}
      </Card>
    </div>
  );
}

function Fields(props: Props & { isFresh: boolean }) {
  const words = useItemWords();
  const { item, isFresh } = props;
  const fields = KINDS[item.kind];
  const isSeldom = ({ id }: Field) => SELDOM.has(`${item.kind}.${id}`);
  const seldom = fields.filter(isSeldom);
  return (
    <>
      {item.kind !== 'other' && <Guide kind={item.kind} open={isFresh} />}
      <div class="grid">
        {fields
          .filter((field) => !isSeldom(field))
          .map((field) => (
            <ItemField key={field.id} {...props} field={field} />
          ))}
      </div>
      {seldom.length > 0 && (
        <Fold
          title={words.more}
          open={seldom.some(({ id, fallback }) => (item.fields[id] ?? '') !== (fallback ?? ''))}
        >
          <div class="grid">
            {seldom.map((field) => (
              <ItemField key={field.id} {...props} field={field} />
            ))}
          </div>
        </Fold>
      )}
    </>
  );
}

/** 'Database', or 'Database 2' where there are several. */
function nameOf(item: DraftItem, items: readonly DraftItem[], words: ItemWords): string {
  const same = items.filter(({ kind, spare }) => kind === item.kind && !spare);
  const name = words.kinds[item.kind];
  return same.length < 2 ? name : words.numbered(name, same.indexOf(item) + 1);
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const words = useWords();
  const remove = () => {
    onRemove();
    announce(words.remove.done(name));
  };
  return (
    <button
      type="button"
      class="button small"
      aria-label={words.remove.thing(name)}
      onClick={remove}
    >
      {words.remove.button}
    </button>
  );
}

/** Open where there is an account to make first; not where all of it was pasted. */
function Guide({ kind, open }: { kind: keyof ItemWords['guide']; open: boolean }) {
  const { title, why, steps } = useItemWords().guide[kind];
  return (
    <div class="guide">
      <Fold title={title} open={open && kind === 'backoffice'}>
        <p>{why}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Fold>
    </div>
  );
}

function ItemField({ item, draft, errorAt, field }: Props & { field: Field }) {
  const words = useItemWords();
  // What was pasted has been left already.
  const [left, leave] = useState(item.source !== undefined);
  const id = fieldId(item, field.id);
  const setFields = (fields: Readonly<Record<string, string>>) =>
    draft.edit(item.key, { fields: { ...item.fields, ...fields } });
  const setValue = (value: string) => setFields({ [field.id]: value });
  const props: FieldProps = {
    id,
    label: fieldLabel(words, item.kind, field.id),
    value: item.fields[field.id] ?? '',
    onValue: setValue,
    onLeave: () => leave(true),
    hint: hintOf(words, item.kind, field.id),
    required: field.required === true,
    error: errorAt(id),
    remarks: left ? remarks(words, item, field.id, setFields) : [],
    wide: WIDE.has(field.id),
  };
  if (field.choices) return <ChoiceField {...props} choices={choicesOf(words, field)} />;
  if (field.secret) {
    return (
      <SecretField {...props} multiline={field.multiline === true}>
        {item.kind === 'backoffice' && (
          <StrongPassword value={props.value} what={props.label} onMade={setValue} />
        )}
      </SecretField>
    );
  }
  const placeholder = field.id === 'port' ? defaultPortOf(item) : undefined;
  return <TextField {...props} mode={MODES[field.id] ?? 'text'} placeholder={placeholder} />;
}

/** Shown in the empty field: what an empty one means. */
function defaultPortOf({ kind, fields }: DraftItem): string | undefined {
  return kind === 'ftp' ? defaultPort(fields.protocol ?? '') : undefined;
}

function choicesOf(
  words: ItemWords,
  { choices = [], fallback }: Field,
): Array<readonly [string, string]> {
  const named = choices.map((choice) => [choice, choiceLabel(words, choice)] as const);
  return fallback ? named : [['', words.choose], ...named];
}

function hintOf(words: ItemWords, kind: string, field: string): string | undefined {
  const hints: Readonly<Record<string, Readonly<Record<string, string>>>> = words.hint;
  return hints[kind]?.[field];
}

function remarks(
  words: ItemWords,
  { kind, fields }: DraftItem,
  field: string,
  setFields: (fields: Readonly<Record<string, string>>) => void,
): Remark[] {
  const labels: Readonly<Record<string, string>> = words.doubt.fix;
  return check(kind, field, fields).map(({ doubt, fixed }) => ({
    text: words.doubt[doubt],
    ...(fixed && { fix: { label: labels[doubt] ?? '', press: () => setFields(fixed) } }),
  }));
}

/** A made password is needed twice: here, and for the account. */
function StrongPassword({
  value,
  what,
  onMade,
}: {
  value: string;
  what: string;
  onMade: (password: string) => void;
}) {
  const words = useItemWords();
  const [made, make] = useState('');
  const onClick = () => {
    const drawn = password();
    onMade(drawn);
    make(drawn);
    announce(words.strongDone);
  };
  const isMade = made !== '' && made === value;
  return (
    <>
      <div class="buttons close">
        <button type="button" class="button small" onClick={onClick}>
          {words.strong}
        </button>
        {isMade && <CopyButton text={made} what={what} />}
      </div>
      {isMade && <p class="hint">{words.strongDone}</p>}
    </>
  );
}

/** The pasted lines, to compare. */
function Source({ item }: { item: DraftItem }) {
  const words = useItemWords();
  if (!item.source || item.kind === 'other') return null;
  return (
    <Fold title={words.found.source}>
      <pre class="source" translate={false}>
        {visible(item.source)}
      </pre>
    </Fold>
  );
}

function Note({ item, draft, errorAt }: Props) {
  const words = useItemWords();
  const [opened, unfold] = useState(false);
  // Another kind may have put something into it.
  const open = opened || item.note !== '';
  const write = () => {
    unfold(true);
    focusSoon(fieldId(item, 'note'));
  };
  if (!open) {
    return (
      <button type="button" class="button small inset" onClick={write}>
        {words.addNote}
      </button>
    );
  }
  return (
    <TextField
      id={fieldId(item, 'note')}
      label={words.note}
      hint={words.noteHint}
      value={item.note}
      onValue={(note) => {
        unfold(true);
        draft.edit(item.key, { note });
      }}
      error={errorAt(fieldId(item, 'note'))}
      rows={3}
    />
  );
}
