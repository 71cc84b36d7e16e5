/** `/`: fill, seal, send; then the link. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { emptyItem, isTouched } from '../draft.ts';
import { type Plan, useDraft } from '../filling/draft.ts';
import { useSealing } from '../filling/sealing.ts';
import { FillingContext } from '../filling/words.ts';
import { takeAgain } from '../memory.ts';
import { aboutSoon, useAbout } from '../parts/about.ts';
import { useLeaveWarning } from '../parts/leave.ts';
import { start } from '../parts/start.tsx';
import { useTongue } from '../parts/words.tsx';
import { NO_KEY, useOptions } from './share/choices.ts';
import { Form } from './share/form.tsx';
import { AccessCard, Result } from './share/later.ts';
import type { Done, Parcel } from './share/parcel.ts';
import { loadSealer } from './share/sealer.ts';
import { ShareContext, useWords } from './share/words.ts';

void start({
  load: async (lang) => {
    const [{ words }] = await Promise.all([
      lang === 'fr' ? import('../words/fr/share.ts') : import('../words/en/share.ts'),
      aboutSoon((server) => server.create === 'keys' && AccessCard.preload(lang)),
    ]);
    return words;
  },
  context: ShareContext,
  view: Share,
});

/** Each item is there because it was added. */
const PLAN: Plan = {
  first: () => takeAgain().map(emptyItem),
  found: (item) => item,
  arranged: (items) => items,
};

function Share() {
  const words = useWords();
  const { lang } = useTongue();
  const server = useAbout();
  const draft = useDraft(PLAN);
  const options = useOptions(server);
  const [access, authorize] = useState(NO_KEY);
  const sealing = useSealing<Parcel, Done>(async (parcel) => {
    const { sendParcel } = await loadSealer(lang);
    return sendParcel(parcel, access.key);
  });
  const { state } = sealing;
  const shared = useRef(false);
  useEffect(() => {
    if (state.at !== 'sealed') return;
    draft.clear();
    options.clear();
  }, [state.at]);
  useLeaveWarning(state.at === 'sealed' ? !state.copied : isTouched(draft.now));
  if (state.at === 'sealed') {
    shared.current = true;
    const copied = () => sealing.note({ copied: true });
    return <Result sealed={state} onCopied={copied} onNext={sealing.restart} />;
  }
  return (
    <FillingContext.Provider value={words}>
      <Form
        draft={draft}
        options={options}
        sealing={sealing}
        state={state}
        server={server}
        access={access}
        onAccess={authorize}
        again={shared.current}
      />
    </FillingContext.Provider>
  );
}
