/** `/`: fill, seal, send; then the link. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { type About, about } from '../client.ts';
import { isTouched } from '../draft.ts';
import { useLeaveWarning } from '../parts/leave.ts';
import { start } from '../parts/start.tsx';
import { useDraft } from './share/draft.ts';
import { Form } from './share/form.tsx';
import { Result } from './share/later.ts';
import { useSealing } from './share/sealing.ts';
import { ShareContext } from './share/words.ts';

void start({
  load: async (lang) =>
    (lang === 'fr' ? await import('../words/fr/share.ts') : await import('../words/en/share.ts'))
      .words,
  context: ShareContext,
  view: Share,
});

function Share() {
  const server = useAbout();
  const draft = useDraft(server);
  const sealing = useSealing(draft);
  const shared = useRef(false);
  useLeaveWarning(sealing.state.at === 'sealed' ? !sealing.state.copied : isTouched(draft.now));
  if (sealing.state.at === 'sealed') {
    shared.current = true;
    return <Result sealed={sealing.state} onCopied={sealing.copied} onNext={sealing.restart} />;
  }
  return (
    <Form
      draft={draft}
      sealing={{ ...sealing, state: sealing.state }}
      server={server}
      again={shared.current}
    />
  );
}

/** Null until it is known; the page works without it, the server then checks alone. */
function useAbout(): About | null {
  const [known, set] = useState<About | null>(null);
  useEffect(() => {
    about().then(set, () => {});
  }, []);
  return known;
}
