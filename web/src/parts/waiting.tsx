/** Pages that must need no more code: while the server is asked, or does not answer. */

import type { Reason } from '../explain.ts';
import { Heading } from './text.tsx';
import { useTongue } from './words.tsx';

export function Waiting({ title }: { title: string }) {
  const { common } = useTongue();
  return (
    <>
      <Heading>{title}</Heading>
      <p class="lead" role="status">
        {common.loading}
      </p>
    </>
  );
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
