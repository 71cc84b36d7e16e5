/** Before the press: what will happen, the passphrase where there is one, one plain button. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import { Problem } from '../../client.ts';
import { type Attempt, Mistyped, type Opened, type View } from '../../handover.ts';
import { isInApp } from '../../inapp.ts';
import { InApp } from '../../opening/later.ts';
import { PressForm, usePress } from '../../opening/press.tsx';
import { useWords } from '../../opening/words.ts';
import { Heading } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { shareLink } from '../../protocol/link.ts';
import { loadOpener, Unlock } from './later.ts';
import type { Held } from './state.ts';
import type { Wrong } from './unlock.tsx';

type Props = {
  held: Held;
  view: View;
  /** Seconds. */
  lease: number;
  focus: boolean;
  onShown: (held: Held, attempt: Attempt, opened: Opened) => void;
  /** The bundle cannot be opened from here any more. */
  onFailed: (error: unknown) => void;
};

export function Ready(props: Props) {
  const words = useWords();
  const { held, view, focus } = props;
  const { key, passphrase } = held.link;
  const resumes = held.opening.begun && view.state === 'claimed';
  const inApp = !resumes && isInApp(navigator.userAgent);
  return (
    <>
      <Heading focus={focus}>{resumes ? words.resume.title : words.title}</Heading>
      <p class="lead">{resumes ? words.resume.lead : words.lead}</p>
      <div class="stack">
        {inApp && <InApp link={shareLink(baseUrl(), key, passphrase)} />}
        <Press {...props} resumes={resumes} inApp={inApp} />
      </div>
    </>
  );
}

/** `inApp`: the link is better opened elsewhere. */
type PressProps = Props & { resumes: boolean; inApp: boolean };

function Press({ held, view, lease, resumes, inApp, onShown, onFailed }: PressProps) {
  const { lang } = useTongue();
  const [triesLeft, left] = useState(view.tries_left);
  const slipOf = (error: unknown): Wrong | null => {
    if (error instanceof Mistyped) return 'mistyped';
    if (!(error instanceof Problem && error.status === 403)) return null;
    left(error.triesLeft ?? triesLeft - 1);
    return 'wrong';
  };
  const { step, open } = usePress({
    load: loadOpener,
    prepare: (typed, onProgress) => held.opening.prepare(typed, onProgress),
    slipOf,
    onShown: (attempt, opened) => onShown(held, attempt, opened),
    onFailed,
  });
  const form = (field: ComponentChildren, press: () => void) => (
    <PressForm
      step={step}
      facts={resumes ? null : view}
      begun={held.opening.begun}
      survives={held.survives}
      lease={lease}
      plain={inApp}
      onPress={press}
      // Only to be early: the press loads what did not come.
      onNear={() => void loadOpener(lang).catch(() => {})}
    >
      {field}
    </PressForm>
  );
  if (!held.link.passphrase) return form(null, () => void open(null));
  return (
    <Unlock
      resumes={resumes}
      triesLeft={triesLeft}
      error={step.at === 'asking' ? step.slip : undefined}
      onOpen={(passphrase) => void open(passphrase)}
      frame={form}
    />
  );
}
