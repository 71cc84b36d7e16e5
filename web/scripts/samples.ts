/** Puts the files of `samples/` into the pages that show them, so that both languages show the same. */

import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FOLDER = new URL('../samples/', import.meta.url);
const SAMPLE = /<x-sample of="([\w./-]+)">(.+?)<\/x-sample>/g;

export const samples: Plugin = {
  name: 'samples',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace(SAMPLE, figure) },
};

/** With its caption as the name of what scrolls. */
function figure(_: string, file: string, caption: string): string {
  const id = `sample-${file.replace(/\W+/g, '-')}`;
  const text = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd();
  const [, lang] = /\.(en|fr)\.txt$/.exec(file) ?? [];
  const spoken = lang === undefined ? 'class="exact" translate="no"' : `lang="${lang}"`;
  return `<figure class="sample" data-sample="${file}">
<figcaption><span id="${id}">${caption}</span></figcaption>
<pre role="group" aria-labelledby="${id}" tabindex="0" ${spoken}><code>${escaped(text)}</code></pre>
</figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
