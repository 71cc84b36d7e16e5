/** A component whose code comes when it is first wanted: a page's first look stays light. */

import { type ComponentChildren, type ComponentType, createElement } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banner } from './banner.tsx';
import { useTongue } from './words.tsx';

type Later<P> = ((props: P) => ComponentChildren) & { preload: () => Promise<void> };

export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let view: ComponentType<P> | null = null;
  const preload = async () => {
    view ??= await load();
  };
  const Later = (props: P) => {
    const [state, set] = useState<'loading' | 'there' | 'failed'>(view ? 'there' : 'loading');
    useEffect(() => {
      if (state !== 'loading') return;
      preload().then(
        () => set('there'),
        () => set('failed'),
      );
    }, [state]);
    if (view) return createElement(view, props);
    return <Wait failed={state === 'failed'} onRetry={() => set('loading')} />;
  };
  return Object.assign(Later, { preload });
}

function Wait({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const { common } = useTongue();
  if (!failed) return <p class="hint">{common.loading}</p>;
  return (
    <Banner tone="bad" alert>
      <p>{common.problem.unreachable}</p>
      <button type="button" class="button" onClick={onRetry}>
        {common.tryAgain}
      </button>
    </Banner>
  );
}
