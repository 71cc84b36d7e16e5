/** Before the press: what was asked for, what will happen, one plain button. */

import { baseUrl } from '../../base.ts';
import type { Attempt, Opened, Opening } from '../../handover.ts';
import { isInApp } from '../../inapp.ts';
import { InApp } from '../../opening/later.ts';
import { PressForm, usePress } from '../../opening/press.tsx';
import { Heading } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { collectLink } from '../../protocol/requestlink.ts';
import { recallOpening } from '../../session.ts';
import { ToList } from './again.tsx';
import { AskedCard } from './asked.tsx';
import { loadCollector, Team } from './later.ts';
import type { Held, ReadyAnswer } from './state.ts';
import { useWords } from './words.ts';

export type ReadyProps = ReadyAnswer & {
  focus: boolean;
  onShown: (held: Held, attempt: Attempt, opened: Opened) => void;
  /** The answer cannot be opened from here any more. */
  onFailed: (error: unknown) => void;
  /** There is something else to look at. */
  onLook: () => void;
};

export function Ready(props: ReadyProps) {
  const words = useWords();
  const { held, opening, focus, onLook } = props;
  const { hash, secret } = held.collecting.link;
  const resumes = isBegun() && held.seen.view.state === 'claimed';
  const inApp = !resumes && isInApp(navigator.userAgent);
  return (
    <>
      <Heading focus={focus}>{resumes ? words.resume.title : words.title}</Heading>
      <p class="lead">{resumes ? words.resume.lead : words.lead}</p>
      <div class="stack">
        {inApp && <InApp link={collectLink(baseUrl(), hash, secret)} />}
        {!resumes && <AskedCard held={held} />}
        {opening === null ? (
          <Team {...props} plain={inApp} />
        ) : (
          <Press {...props} opening={opening} resumes={resumes} plain={inApp} />
        )}
        {!resumes && <ToList onList={onLook} />}
      </div>
    </>
  );
}

type PressProps = ReadyProps & { opening: Opening; resumes: boolean; plain: boolean };

function Press({ held, opening, facts, lease, resumes, plain, onShown, onFailed }: PressProps) {
  const { lang } = useTongue();
  const { step, open } = usePress<never>({
    load: loadCollector,
    prepare: () => opening.prepare(null),
    slipOf: () => null,
    onShown: (attempt, opened) => onShown(held, attempt, opened),
    onFailed,
  });
  return (
    <PressForm
      step={step}
      facts={resumes ? null : facts}
      begun={opening.begun}
      survives={held.survives}
      lease={lease}
      plain={plain}
      onPress={() => void open(null)}
      // Only to be early: the press loads what did not come.
      onNear={() => void loadCollector(lang).catch(() => {})}
    />
  );
}

function isBegun(): boolean {
  return (recallOpening()?.claim ?? null) !== null;
}
