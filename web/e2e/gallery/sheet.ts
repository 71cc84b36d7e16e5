/** After the pictures: one page that shows them side by side. */

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATES } from '../states/index.ts';
import { FOLDER } from './folder.ts';

const STYLE = `body { font: 16px system-ui; margin: 24px; background: #888 }
h2 { margin: 32px 0 8px } div { display: flex; gap: 12px; overflow-x: auto; align-items: flex-start }
figure { margin: 0 } figcaption { font-size: 13px } img { height: 480px }`;

export default function sheet(): void {
  if (!existsSync(FOLDER)) return;
  const shown = STATES.map(({ page, name }) => ({
    title: `${page}/${name}`,
    pictures: picturesOf(page, name),
  })).filter(({ pictures }) => pictures.length > 0);
  const sections = shown.map(({ title, pictures }) => {
    const figures = pictures.map(
      (path) =>
        `<figure><a href="${path}"><img loading="lazy" src="${path}" alt=""></a><figcaption>${path}</figcaption></figure>`,
    );
    return `<h2>${title}</h2>\n<div>${figures.join('\n')}</div>`;
  });
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>${STYLE}</style>\n${sections.join('\n')}`;
  writeFileSync(join(FOLDER, 'index.html'), html);
  const count = shown.reduce((sum, { pictures }) => sum + pictures.length, 0);
  console.log(`\n${count} pictures of ${shown.length} states: ${join(FOLDER, 'index.html')}`);
}

function picturesOf(page: string, name: string): string[] {
  const folder = join(FOLDER, page);
  if (!existsSync(folder)) return [];
  const ours = readdirSync(folder).filter((file) => file.startsWith(`${name}.`));
  return ours.sort().map((file) => `${page}/${file}`);
}
