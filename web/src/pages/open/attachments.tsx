/** The files of a bundle: saved under a safe name, never shown or run here. */

import { baseName } from '../../filename.ts';
import { size } from '../../format.ts';
import { download } from '../../parts/download.ts';
import { Card } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { BundleFile } from '../../protocol/bundle.ts';
import { useWords } from './words.ts';

export function Attachments({ files }: { files: readonly BundleFile[] }) {
  const { shown } = useWords();
  const { lang } = useTongue();
  return (
    <Card title={shown.files}>
      <ul class="files">
        {files.map(({ name, bytes }, index) => (
          <li key={index}>
            <span class="value">{baseName(name)}</span>
            <span class="hint">{size(lang, bytes.length)}</span>
            <button
              type="button"
              class="button small"
              aria-label={shown.saveThing(baseName(name))}
              onClick={() => download(baseName(name), bytes)}
            >
              {shown.save}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
