/** One opened item as a card: rows, the link to its page, ready command lines. */

import { commands } from '../../command.ts';
import { briefLabel, choiceLabel, kindLabel } from '../../labels.ts';
import { Banner } from '../../parts/banner.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { Item } from '../../protocol/bundle.ts';
import { type Field, isKind, KINDS } from '../../protocol/kind.ts';
import { visibleLine } from '../../visible.ts';
import { visit } from '../../visit.ts';
import { Row } from './row.tsx';
import { useShownWords } from './words.ts';

export function ItemRows({ item }: { item: Item }) {
  const words = useShownWords();
  const plainHttp = addresses(item).some((address) => visit(address)?.encrypted === false);
  return (
    <Card title={useTitle(item)} aside={<Acts item={item} />}>
      {item.absent && <p class="hint">{words.absent}</p>}
      {plainHttp && <Banner tone="warn">{words.httpWarning}</Banner>}
      <dl class="rows">
        {ordered(item).map(({ id, secret }) => (
          <Row
            key={id}
            label={briefLabel(words, item.kind, id)}
            value={item.fields[id] ?? ''}
            secret={secret === true}
          />
        ))}
        {item.note && <Row label={words.note} value={item.note} />}
      </dl>
    </Card>
  );
}

/** 'Back office · staging shop', 'SFTP', or what the sender called it. */
function useTitle({ kind, fields }: Item): string {
  const words = useShownWords();
  const name = kindLabel(words, kind);
  if (kind === 'ftp' && fields.protocol) return visibleLine(choiceLabel(words, fields.protocol));
  if (kind === 'other' && fields.title) return visibleLine(fields.title);
  if (kind === 'panel' && fields.panel && fields.panel !== 'other')
    return visibleLine(fields.panel);
  return fields.environment
    ? `${name} · ${visibleLine(choiceLabel(words, fields.environment))}`
    : name;
}

/** Known fields in the order of their kind, then the others as they came. Empty ones are left out. */
function ordered({ kind, fields }: Item): Field[] {
  const known = isKind(kind) ? KINDS[kind] : [];
  const others = Object.keys(fields).filter((id) => !known.some((field) => field.id === id));
  return [...known, ...others.map((id): Field => ({ id }))].filter(
    ({ id }) => Object.hasOwn(fields, id) && fields[id] !== '',
  );
}

function addresses({ fields }: Item): string[] {
  return [fields.url, fields.admin_url].filter((address) => address !== undefined);
}

function Acts({ item }: { item: Item }) {
  const words = useShownWords();
  const { common } = useTongue();
  const links = addresses(item)
    .map(visit)
    .filter((link) => link !== null);
  return (
    <div class="buttons">
      {links.map(({ href, encrypted }) => (
        <a key={href} class="button" href={href} target="_blank" rel="noopener noreferrer">
          {encrypted ? words.visit : words.visitHttp}
          <span class="spoken"> ({common.opensNewTab})</span>
        </a>
      ))}
      {commands(item.kind, item.fields).map(({ program, line }) => (
        <CopyButton
          key={program}
          look=""
          label={words.command(program)}
          what={words.commandThing(program)}
          text={line}
        />
      ))}
    </div>
  );
}
