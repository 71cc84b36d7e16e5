/** The items as cards, for as long as the reader needs them; then erased, here and at the server. */

import { useState } from 'preact/hooks';
import { clock, lifetime } from '../format.ts';
import type { Attempt, Opened } from '../handover.ts';
import type { Idleness } from '../idle.ts';
import { announce } from '../parts/announce.tsx';
import { useLeaveWarning } from '../parts/leave.ts';
import { Badge, Heading } from '../parts/text.tsx';
import { fill, useTongue } from '../parts/words.tsx';
import { subject } from '../visit.ts';
import { Attachments } from './attachments.tsx';
import { type ServerCopy, useConfirm } from './confirm.ts';
import { Drowsy, Hidden } from './hidden.tsx';
import { ItemCard } from './item.tsx';
import { breakable, HideTurn } from './row.tsx';
import { SaveAll } from './saveall.tsx';
import { CONFIRM_AFTER } from './state.ts';
import { useIdle, useRowKeys } from './watch.ts';
import { useShownWords } from './words.ts';

type Props = {
  /** Whether F5 finds the opening again. */
  survives: boolean;
  attempt: Attempt;
  opened: Opened;
  since: string;
  onErase: () => void;
};

export function Shown({ survives, attempt, opened, since, onErase }: Props) {
  const copy = useConfirm(attempt);
  const idle = useIdle();
  const [turn, hide] = useState(0);
  useRowKeys();
  const reloadable = copy === 'held' && survives && opened.leaseExpiresAt !== null;
  useLeaveWarning(!reloadable);
  return (
    <>
      <Title host={subject(opened.bundle.items)} since={since} />
      <ServerCopyLine copy={copy} />
      {idle.state === 'hidden' ? (
        <Hidden onShow={idle.wake} />
      ) : (
        <HideTurn.Provider value={turn}>
          <Bundle opened={opened} />
        </HideTurn.Provider>
      )}
      <Dock
        idle={idle.state}
        gone={copy === 'gone'}
        onKeep={idle.wake}
        onHide={opened.bundle.items.length > 0 ? () => hide(turn + 1) : undefined}
        onErase={onErase}
      />
    </>
  );
}

function Title({ host, since }: { host: string | null; since: string }) {
  const words = useShownWords();
  const { lang } = useTongue();
  return (
    <>
      <Badge>{words.badge(clock(lang, since))}</Badge>
      {/* The browser's history keeps titles: what was opened is no part of them. */}
      <Heading focus title={words.titlePlain}>
        {host === null
          ? words.titlePlain
          : fill(words.title, { host: <span class="host">{breakable(host)}</span> })}
      </Heading>
    </>
  );
}

function ServerCopyLine({ copy }: { copy: ServerCopy }) {
  const words = useShownWords();
  const { lang } = useTongue();
  const said = {
    held: words.held(lifetime(lang, CONFIRM_AFTER / 1000)),
    told: words.telling,
    gone: words.gone,
    failed: words.eraseFailed,
  };
  return (
    <p class="lead" role="status">
      {said[copy]}
    </p>
  );
}

function Bundle({ opened }: { opened: Opened }) {
  const words = useShownWords();
  const { items, files } = opened.bundle;
  return (
    <div class="stack opened">
      {items.length > 0 ? (
        <div class="bar">
          <SaveAll bundle={opened.bundle} />
          <Keys />
        </div>
      ) : (
        <p class="hint">{files.length === 0 ? words.empty : words.nothing}</p>
      )}
      {items.map((item, index) => (
        <ItemCard key={index} item={item} />
      ))}
      {files.length > 0 && <Attachments files={files} />}
    </div>
  );
}

/** Only where there is a keyboard: the style hides it from touch. */
function Keys() {
  const words = useShownWords();
  const keys = { key: <Key name="c" />, up: <Key name="↑" />, down: <Key name="↓" /> };
  return <span class="keys">{fill(words.keys, keys)}</span>;
}

function Key({ name }: { name: string }) {
  return <kbd class="badge">{name}</kbd>;
}

/** Stays at the lower edge of the window, so that the way out is never scrolled away. */
function Dock({
  idle,
  gone,
  onKeep,
  onHide,
  onErase,
}: {
  idle: Idleness;
  gone: boolean;
  onKeep: () => void;
  onHide: (() => void) | undefined;
  onErase: () => void;
}) {
  const words = useShownWords();
  return (
    <div class="dock">
      {idle === 'drowsy' && <Drowsy onKeep={onKeep} />}
      <div class="buttons">
        {onHide && idle !== 'hidden' && <HideAll onHide={onHide} />}
        {/* While it is hidden, the one that shows it again is the first. */}
        <button
          type="button"
          class={`button last ${idle === 'hidden' ? '' : 'primary'}`}
          onClick={onErase}
        >
          {gone ? words.clear : words.erase}
        </button>
      </div>
    </div>
  );
}

function HideAll({ onHide }: { onHide: () => void }) {
  const words = useShownWords();
  const hide = () => {
    onHide();
    announce(words.allHidden);
  };
  return (
    <button type="button" class="button tall" onClick={hide}>
      {words.hideAll}
    </button>
  );
}
