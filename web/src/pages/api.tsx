/** `/api`: a document. Where there are scripts, its samples name this server, and can be copied. */

import { render } from 'preact';
import { baseUrl } from '../base.ts';
import { Announcer } from '../parts/announce.tsx';
import { dressed } from '../parts/brand.ts';
import { CopyButton } from '../parts/copy.tsx';
import { Mark } from '../parts/icons.tsx';
import { type Lang, storeLang, type Tongue, TongueContext } from '../parts/words.tsx';

/** In the samples as they are written. */
const SERVER = 'https://handover.example';

async function begin(): Promise<void> {
  for (const code of document.querySelectorAll('.sample code')) {
    code.textContent = code.textContent.replaceAll(SERVER, baseUrl());
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.tongues a')) {
    link.addEventListener('click', () => storeLang(langOf(link.hreflang)));
  }
  const tongue = await tongueOf(langOf(document.documentElement.lang));
  for (const sample of document.querySelectorAll('.sample')) addCopy(sample, tongue);
  render(<Announcer />, added(document.body));
  await wear(tongue);
}

/** The brand of this server, where it has one. */
async function wear({ common }: Tongue): Promise<void> {
  const brand = await dressed;
  const home = document.querySelector('.brand');
  const foot = document.querySelector('.foot');
  if (!brand.legal || !home || !foot) return;
  document.title = document.title.replace(/Handover$/, () => brand.name);
  home.replaceChildren();
  home.ariaLabel = common.home(brand.name);
  render([brand.logo ?? <Mark />, !brand.spelt && <span>{brand.name}</span>], home);
  render(brand.legal(common), added(foot));
}

/** The language of a page is that of its address. */
async function tongueOf(lang: Lang): Promise<Tongue> {
  const { common } =
    lang === 'fr' ? await import('../words/fr/common.ts') : await import('../words/en/common.ts');
  const stay = async () => lang;
  return { lang, common, choose: stay, suggest: stay };
}

function addCopy(sample: Element, tongue: Tongue): void {
  const caption = sample.querySelector('figcaption');
  const text = sample.querySelector('code')?.textContent;
  if (!caption || !text) return;
  const what = caption.textContent;
  render(
    <TongueContext.Provider value={tongue}>
      <CopyButton what={what} text={text} />
    </TongueContext.Provider>,
    added(caption),
  );
}

function added(to: Element): Element {
  return to.appendChild(document.createElement('div'));
}

function langOf(tag: string): Lang {
  return tag === 'fr' ? 'fr' : 'en';
}

void begin();
