/** Team key files: chosen or dropped, each with its fingerprint, kept in this browser where it is ticked. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../parts/announce.tsx';
import { Heed } from '../../parts/icons.tsx';
import { Card } from '../../parts/text.tsx';
import { fingerprint, TeamKeyRefused } from '../../protocol/teamkey.ts';
import { visibleLine } from '../../visible.ts';
import { type AtHand, type Ring, useRing } from './ring.ts';
import { useTeamKeyWords } from './words.ts';

/** On the list, where nothing is opened. */
export function KeptKeys() {
  const words = useTeamKeyWords();
  return <KeysCard ring={useRing()} title={words.title} hint={words.hint} />;
}

export function KeysCard({ ring, title, hint }: { ring: Ring; title: string; hint: string }) {
  const [refused, refuse] = useState<string | null>(null);
  const words = useTeamKeyWords();
  const read = async (file: File) => {
    try {
      const { name } = ring.add(await file.text());
      refuse(null);
      announce(words.added(visibleLine(name)));
    } catch (error) {
      const reason = error instanceof TeamKeyRefused && error.reason === 'update';
      refuse(`${visibleLine(file.name)} ${words.refused[reason ? 'update' : 'file']}`);
    }
  };
  useDropped((file) => void read(file));
  return (
    <Card title={title} hint={hint}>
      {ring.keys.length > 0 && (
        <ul class="requests">
          {ring.keys.map((key) => (
            <KeyRow key={key.file} atHand={key} keep={ring.keep} />
          ))}
        </ul>
      )}
      {refused && (
        <p class="error" id={REFUSED} role="alert">
          <Heed /> {refused}
        </p>
      )}
      <Chooser described={refused ? REFUSED : undefined} onChosen={(file) => void read(file)} />
    </Card>
  );
}

const REFUSED = 'key-refused';

function KeyRow({ atHand, keep }: { atHand: AtHand; keep: Ring['keep'] }) {
  const words = useTeamKeyWords();
  const name = visibleLine(atHand.name);
  const tick = (on: boolean) => {
    const done = keep(atHand, on);
    announce(done ? (on ? words.kept : words.dropped)(name) : words.notKept);
  };
  return (
    <li>
      <div>
        <p class="strong">{name}</p>
        <p class="hint">
          {words.fingerprint} <Print publicKey={atHand.publicKey} />
        </p>
      </div>
      <label class="tick">
        <input
          type="checkbox"
          checked={atHand.kept}
          aria-label={words.keepThing(name)}
          onChange={(event) => tick(event.currentTarget.checked)}
        />{' '}
        {words.keep}
      </label>
    </li>
  );
}

export function Print({ publicKey }: { publicKey: Uint8Array }) {
  return <code translate={false}>{fingerprint(publicKey)}</code>;
}

function Chooser({
  described,
  onChosen,
}: {
  described: string | undefined;
  onChosen: (file: File) => void;
}) {
  const words = useTeamKeyWords();
  const choose = (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    // So that the same file can be chosen again.
    input.value = '';
    if (file) onChosen(file);
  };
  return (
    <label class="button picker">
      {words.choose}
      <input
        type="file"
        accept=".json,application/json"
        aria-describedby={described}
        onChange={(event) => choose(event.currentTarget)}
      />
    </label>
  );
}

/** A file that is dropped would else replace the page. */
function useDropped(onDropped: (file: File) => void): void {
  const latest = useRef(onDropped);
  latest.current = onDropped;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      over(event);
      for (const file of event.dataTransfer?.files ?? []) latest.current(file);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}
