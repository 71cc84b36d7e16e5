/** The files of a bundle: saved under a safe name, never shown or run here. */

import { baseName } from '../filename.ts';
import { size } from '../format.ts';
import { download } from '../parts/download.ts';
import { Card } from '../parts/text.tsx';
import { useTongue } from '../parts/words.tsx';
import type { BundleFile } from '../protocol/bundle.ts';
import { useShownWords } from './words.ts';

export function Attachments({ files }: { files: readonly BundleFile[] }) {
  const words = useShownWords();
  const { lang } = useTongue();
  return (
    <Card title={words.files}>
      <ul class="files">
        {files.map(({ name, bytes }, index) => (
          <li key={index}>
            <span class="value">{baseName(name)}</span>
            <span class="hint">{size(lang, bytes.length)}</span>
            <button
              type="button"
              class="button small"
              aria-label={words.saveThing(baseName(name))}
              onClick={() => download(baseName(name), bytes)}
            >
              {words.save}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
