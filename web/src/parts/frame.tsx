/** What stands around every page: the mark, the languages, the promise. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Announcer } from './announce.tsx';
import { useBrand } from './brand.ts';
import { How } from './how.ts';
import { Mark } from './icons.tsx';
import { type Lang, useTongue } from './words.tsx';

export function Frame({ children }: { children: ComponentChildren }) {
  return (
    <>
      <Header />
      <main>{children}</main>
      <Footer />
      <Announcer />
    </>
  );
}

function Header() {
  const { common } = useTongue();
  const brand = useBrand();
  return (
    <header class="head">
      <a class="brand" href="./" aria-label={common.home(brand.name)}>
        {brand.logo ?? <Mark />}
        {!brand.spelt && <span>{brand.name}</span>}
      </a>
      <nav class="tongues" aria-label={common.language}>
        <Tongue lang="en" name="English" />
        <Tongue lang="fr" name="Français" />
      </nav>
    </header>
  );
}

function Tongue({ lang, name }: { lang: Lang; name: string }) {
  const tongue = useTongue();
  const current = tongue.lang === lang;
  return (
    <button
      type="button"
      lang={lang}
      data-name={name}
      aria-pressed={current}
      onClick={() => tongue.choose(lang)}
    >
      {name}
    </button>
  );
}

function Footer() {
  const { common } = useTongue();
  const brand = useBrand();
  const [asked, ask] = useState(false);
  return (
    <footer class="foot">
      <p>{common.foot}</p>
      <p>
        <a href="./">{common.share}</a> · <a href="./receipt">{common.receipts}</a> ·{' '}
        <a href="./request">{common.askAccess}</a> · <a href="./collect">{common.yourRequests}</a>
      </p>
      {brand.legal?.(common)}
      <details onToggle={() => ask(true)}>
        <summary>{common.how}</summary>
        {asked && <How />}
      </details>
    </footer>
  );
}
