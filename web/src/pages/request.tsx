/** `/request`: choose, make the link, register it; then the link for the merchant. */

import { useEffect, useRef } from 'preact/hooks';
import { useSealing } from '../filling/sealing.ts';
import { useAbout } from '../parts/about.ts';
import { useAccessKey } from '../parts/accesskey.tsx';
import { start } from '../parts/start.tsx';
import { useTongue } from '../parts/words.tsx';
import { Form } from './request/form.tsx';
import { loadMaker, Result } from './request/later.ts';
import type { Done, Parcel } from './request/making.ts';
import { type Why, whyNot } from './request/why.ts';
import { useWish } from './request/wish.ts';
import { RequestContext } from './request/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr'
      ? await import('../words/fr/request.ts')
      : await import('../words/en/request.ts')
    ).words,
  context: RequestContext,
  view: Request,
});

function Request() {
  const { lang } = useTongue();
  const server = useAbout();
  const access = useAccessKey();
  const wish = useWish(lang, server);
  const making = useSealing<Parcel, Done, Why>(
    async (parcel) => (await loadMaker(lang)).send(parcel),
    (error) => whyNot(error, access.key !== null),
  );
  const { state } = making;
  const made = useRef(false);
  useEffect(() => {
    // Once something is chosen, what is needed next is on its way.
    if (wish.now.ask.length > 0) loadMaker(lang).catch(() => {});
  }, [wish.now.ask.length > 0, lang]);
  if (state.at === 'sealed') {
    made.current = true;
    const next = () => {
      wish.next();
      making.restart();
    };
    return <Result made={state} onNext={next} />;
  }
  return (
    <Form
      wish={wish}
      access={access}
      making={making}
      state={state}
      server={server}
      again={made.current}
    />
  );
}
