/** One opened item as a card: the link to its page, ready command lines, then a row for each value. */

import { commands } from '../command.ts';
import { keyFile } from '../filename.ts';
import { briefLabel, choiceLabel, kindLabel } from '../labels.ts';
import { Banner } from '../parts/banner.tsx';
import { download } from '../parts/download.ts';
import { Card } from '../parts/text.tsx';
import { useTongue } from '../parts/words.tsx';
import type { Item } from '../protocol/bundle.ts';
import { type Field, isKind, KINDS } from '../protocol/kind.ts';
import { asKey } from '../save.ts';
import { visibleLine } from '../visible.ts';
import { visit } from '../visit.ts';
import { Row } from './row.tsx';
import { useShownWords } from './words.ts';

export function ItemCard({ item }: { item: Item }) {
  const words = useShownWords();
  const { title, named } = useTitle(item);
  const plainHttp = addresses(item).some((address) => visit(address)?.encrypted === false);
  const rows = ordered(item).filter(({ id }) => id !== named);
  return (
    <Card title={title} aside={<Acts item={item} />}>
      {item.absent && <p class="hint">{words.absent}</p>}
      {plainHttp && <Banner tone="warn">{words.httpWarning}</Banner>}
      {(rows.length > 0 || item.note) && (
        <dl class="rows">
          {commands(item.kind, item.fields).map(({ program, line }) => (
            <Row key={program} label={words.command(program)} value={line} line />
          ))}
          {rows.map(({ id, secret }) => (
            <Row
              key={id}
              label={briefLabel(words, item.kind, id)}
              value={item.fields[id] ?? ''}
              secret={secret === true}
            />
          ))}
          {item.note && <Row label={words.note} value={item.note} />}
        </dl>
      )}
    </Card>
  );
}

/** 'Back office · staging shop', 'SFTP', or what the sender called it; `named`: the field that it tells, so that no row does. */
function useTitle({ kind, fields }: Item): { title: string; named?: string } {
  const words = useShownWords();
  const name = kindLabel(words, kind);
  const known = (choice: string | undefined) =>
    choice !== undefined && Object.hasOwn(words.choices, choice);
  if (kind === 'ftp' && known(fields.protocol))
    return { title: choiceLabel(words, fields.protocol ?? ''), named: 'protocol' };
  if (kind === 'other' && fields.title) return { title: visibleLine(fields.title), named: 'title' };
  if (kind === 'panel' && fields.panel && fields.panel !== 'other')
    return { title: visibleLine(fields.panel), named: 'panel' };
  return known(fields.environment)
    ? { title: `${name} · ${choiceLabel(words, fields.environment ?? '')}`, named: 'environment' }
    : { title: name };
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
  const key = item.fields.private_key;
  const links = addresses(item)
    .map(visit)
    .filter((link) => link !== null);
  if (links.length === 0 && !key) return null;
  return (
    <div class="buttons">
      {links.map(({ href, encrypted }) => (
        <a key={href} class="button" href={href} target="_blank" rel="noopener noreferrer">
          {encrypted ? words.visit : words.visitHttp}
          <span class="spoken"> ({common.opensNewTab})</span>
        </a>
      ))}
      {key && (
        <button
          type="button"
          class="button"
          onClick={() => download(keyFile(key, item.fields.host), asKey(key))}
        >
          {words.saveKey}
        </button>
      )}
    </div>
  );
}
