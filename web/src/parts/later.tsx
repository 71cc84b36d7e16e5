/** A part of a page whose code and words come when it is first wanted: a page's first look stays light. */

import { type ComponentChildren, type ComponentType, type Context, createElement } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banner } from './banner.tsx';
import { type Lang, useTongue } from './words.tsx';

type Part<P, W> = {
  view: () => Promise<ComponentType<P>>;
  words: (lang: Lang) => Promise<W>;
  context: Context<W | null>;
};

export type Later<P> = ((props: P) => ComponentChildren) & {
  /** After it the part shows at once, whatever happens to the network. */
  preload: (lang: Lang) => Promise<void>;
};

export function later<P extends object, W>({ view, words, context }: Part<P, W>): Later<P> {
  let View: ComponentType<P> | null = null;
  const spoken = new Map<Lang, W>();
  const preload = async (lang: Lang) => {
    const [loaded, said] = await Promise.all([View ?? view(), spoken.get(lang) ?? words(lang)]);
    View = loaded;
    spoken.set(lang, said);
  };

  const Later = (props: P) => {
    const { lang } = useTongue();
    const { failed, retry } = useLoading(() => preload(lang), lang);
    // While another language is on its way, or if it does not come, the one that is there stays.
    const said = spoken.get(lang) ?? spoken.values().next().value;
    if (!View || !said) return <Wait failed={failed} onRetry={retry} />;
    return <context.Provider value={said}>{createElement(View, props)}</context.Provider>;
  };
  return Object.assign(Later, { preload });
}

function useLoading(load: () => Promise<void>, key: string) {
  const [{ failed }, set] = useState({ failed: false });
  useEffect(() => attempt(), [key]);
  // A new object each time, so that what was loaded is rendered.
  const attempt = () => {
    load().then(
      () => set({ failed: false }),
      () => set({ failed: true }),
    );
  };
  const retry = () => {
    set({ failed: false });
    attempt();
  };
  return { failed, retry };
}

function Wait({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const { common } = useTongue();
  if (!failed) return <p class="hint waits">{common.loading}</p>;
  return (
    <Banner tone="bad" alert>
      <p>{common.problem.unreachable}</p>
      <button type="button" class="button" onClick={onRetry}>
        {common.tryAgain}
      </button>
    </Banner>
  );
}
