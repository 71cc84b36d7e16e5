/** The whole bundle as one file, made in this browser. */

import { useState } from 'preact/hooks';
import { fieldLabel, kindLabel } from '../labels.ts';
import { announce } from '../parts/announce.tsx';
import { Banner } from '../parts/banner.tsx';
import { download } from '../parts/download.ts';
import type { Bundle } from '../protocol/bundle.ts';
import { asCsv, asJson, asText, type Labels } from '../save.ts';
import { useShownWords } from './words.ts';

export function SaveAll({ bundle }: { bundle: Bundle }) {
  const words = useShownWords();
  const [guarded, guard] = useState(false);
  const { items, files, lang } = bundle;
  const labels: Labels = {
    kind: (kind) => kindLabel(words, kind),
    field: (kind, field) => fieldLabel(words, kind, field),
    note: words.note,
  };
  const listed = files.map(({ name, type, bytes }) => ({ name, type, size: bytes.length }));
  const save = (name: string, text: string) => {
    download(name, text);
    announce(words.saved(name));
  };
  const saveCsv = () => {
    const csv = asCsv(items, labels);
    save('handover.csv', csv.text);
    guard(csv.guarded);
  };
  return (
    <>
      <span>{words.download}</span>
      <span>
        <Save label="JSON" onSave={() => save('handover.json', asJson(items, listed, lang))} />
        <Save label={words.text} onSave={() => save('handover.txt', asText(items, labels))} />
        <Save label="KeePass CSV" onSave={saveCsv} />
      </span>
      {guarded && (
        <Banner tone="warn" alert>
          {words.csvGuarded}
        </Banner>
      )}
    </>
  );
}

function Save({ label, onSave }: { label: string; onSave: () => void }) {
  const words = useShownWords();
  return (
    <button
      type="button"
      class="button small"
      aria-label={`${words.download} ${label}`}
      onClick={onSave}
    >
      {label}
    </button>
  );
}
