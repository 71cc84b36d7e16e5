/** Pages that must need no more code: while the server is asked, or does not answer. */

import { useLayoutEffect, useState } from 'preact/hooks';
import { LONG } from '../client.ts';
import type { Reason } from '../explain.ts';
import { Progress } from './progress.tsx';
import { Heading } from './text.tsx';
import { useTongue } from './words.tsx';

type WaitingProps = {
  title: string;
  focus?: boolean | number;
  /** What is said once it takes long. */
  slow?: string;
};

export function Waiting({ title, focus = false, slow }: WaitingProps) {
  const { loading, slow: usual } = useTongue().common;
  return (
    <>
      <Heading focus={focus}>{title}</Heading>
      <p class="lead waits" role="status">
        {useLong(true) ? (slow ?? usual) : loading}
      </p>
    </>
  );
}

/** Beside a button that is at work: once it takes long, that nothing is wrong. */
export function Slow({ on }: { on: boolean }) {
  const { slow } = useTongue().common;
  return useLong(on) ? (
    <p class="hint" role="status">
      {slow}
    </p>
  ) : null;
}

/** The same of what has no end that is known. */
export function SlowProgress({ label }: { label: string }) {
  const { slow } = useTongue().common;
  return <Progress label={useLong(true) ? `${label} ${slow}` : label} fraction={null} />;
}

/** Whether it has been on for so long that whoever waits should hear of it. */
export function useLong(on: boolean): boolean {
  const [long, wait] = useState(false);
  useLayoutEffect(() => {
    wait(false);
    const timer = on ? setTimeout(() => wait(true), LONG) : 0;
    return () => clearTimeout(timer);
  }, [on]);
  return long;
}

type DownProps = {
  reason: Reason;
  focus: boolean | number;
  /** In place of what the reason says. */
  lead?: string;
  /** What did not happen; stands in front of what the reason says. */
  not?: string;
  onRetry: () => void;
};

export function Down({ reason, focus, not, lead, onRetry }: DownProps) {
  const { down, problem, tryAgain } = useTongue().common;
  const silent = reason === 'offline' || reason === 'unreachable';
  return (
    <>
      <Heading focus={focus}>
        {silent ? down.silent : reason === 'browser' ? down.browser : down.refused}
      </Heading>
      <p class="lead">{lead ?? [not, problem[reason]].join(' ').trimStart()}</p>
      <div class="stack">
        <p>
          <button type="button" class="button primary" onClick={onRetry}>
            {tryAgain}
          </button>
        </p>
      </div>
    </>
  );
}
