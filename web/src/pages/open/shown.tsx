/** The items as cards, for as long as the reader needs them; then erased, here and at the server. */

import { useState } from 'preact/hooks';
import { clock, lifetime } from '../../format.ts';
import type { Attempt, Opened } from '../../handover.ts';
import { announce } from '../../parts/announce.tsx';
import { Banner } from '../../parts/banner.tsx';
import { useLeaveWarning } from '../../parts/leave.ts';
import { Badge, Card, Heading } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { subject } from '../../visit.ts';
import { Attachments } from './attachments.tsx';
import { type ServerCopy, useConfirm } from './confirm.ts';
import { ItemRows } from './item.tsx';
import { HideTurn } from './row.tsx';
import { SaveAll } from './saveall.tsx';
import { CONFIRM_AFTER, type Held } from './state.ts';
import { useCopyKey, useIdle } from './watch.ts';
import { useShownWords } from './words.ts';

type Props = {
  held: Held;
  attempt: Attempt;
  opened: Opened;
  since: string;
  onErase: (held: Held, attempt: Attempt) => void;
};

export function Shown({ held, attempt, opened, since, onErase }: Props) {
  const copy = useConfirm(attempt);
  const idle = useIdle();
  const [turn, hide] = useState(0);
  const { items, files } = opened.bundle;
  useCopyKey();
  const reloadable = copy === 'held' && held.survives && opened.leaseExpiresAt !== null;
  useLeaveWarning(!reloadable);
  return (
    <>
      <TitleBar
        host={subject(items)}
        since={since}
        gone={copy === 'gone'}
        onErase={() => onErase(held, attempt)}
      />
      <ServerCopyLine copy={copy} />
      {idle.state === 'hidden' ? (
        <Hidden onShow={idle.wake} />
      ) : (
        <HideTurn.Provider value={turn}>
          <div class="stack">
            <Tools opened={opened} onHide={() => hide(turn + 1)} />
            {items.map((item, index) => (
              <ItemRows key={index} item={item} />
            ))}
            {files.length > 0 && <Attachments files={files} />}
            {items.length > 0 && <Keys />}
            {idle.state === 'drowsy' && <Drowsy onKeep={idle.wake} />}
          </div>
        </HideTurn.Provider>
      )}
    </>
  );
}

function TitleBar({
  host,
  since,
  gone,
  onErase,
}: {
  host: string | null;
  since: string;
  gone: boolean;
  onErase: () => void;
}) {
  const words = useShownWords();
  const { lang } = useTongue();
  return (
    <div class="titlebar">
      <div>
        <Badge>{words.badge(clock(lang, since))}</Badge>
        <Heading focus>{host === null ? words.titlePlain : words.title(host)}</Heading>
      </div>
      <button type="button" class="button primary" onClick={onErase}>
        {gone ? words.clear : words.erase}
      </button>
    </div>
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
    <p class="hint servercopy" role="status">
      {said[copy]}
    </p>
  );
}

function Tools({ opened, onHide }: { opened: Opened; onHide: () => void }) {
  const words = useShownWords();
  const { items, files } = opened.bundle;
  const hide = () => {
    onHide();
    announce(words.hideAll);
  };
  if (items.length === 0)
    return <p class="hint">{files.length === 0 ? words.empty : words.nothing}</p>;
  return (
    <div class="bar">
      <SaveAll bundle={opened.bundle} />
      <button type="button" class="button small push" onClick={hide}>
        {words.hideAll}
      </button>
    </div>
  );
}

function Drowsy({ onKeep }: { onKeep: () => void }) {
  const words = useShownWords();
  return (
    <div class="notice">
      <Banner tone="warn" title={words.idle} alert>
        <button type="button" class="button" onClick={onKeep}>
          {words.keepOpen}
        </button>
      </Banner>
    </div>
  );
}

function Hidden({ onShow }: { onShow: () => void }) {
  const words = useShownWords();
  return (
    <div class="stack">
      <Card title={words.hidden} hint={words.hiddenText}>
        <button type="button" class="button" onClick={onShow}>
          {words.showAgain}
        </button>
      </Card>
    </div>
  );
}

/** Only where there is a keyboard: the style hides it from touch. */
function Keys() {
  const words = useShownWords();
  return <p class="hint keys">{fill(words.keys, { key: <kbd>c</kbd> })}</p>;
}
