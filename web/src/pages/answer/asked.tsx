/** A request that waits for its answer: who asks, and the form. */

import type { Given } from '../../answering.ts';
import { Heading } from '../../parts/text.tsx';
import { visibleLine } from '../../visible.ts';
import { Form } from './form.tsx';
import type { Request } from './state.ts';
import { Unknown, Who } from './who.tsx';
import { useWords } from './words.ts';

type Props = { request: Request; turn: number; onGiven: (given: Given) => void };

export function Asked({ request, turn, onGiven }: Props) {
  const words = useWords();
  const { requester } = request.view;
  return (
    <>
      <Heading focus={turn} title={words.title}>
        {requester === undefined ? words.asked.anybody : words.asked.known(visibleLine(requester))}
      </Heading>
      <p class="lead">{words.asked.lead}</p>
      <div class="stack">
        {requester === undefined && <Unknown code={request.keys.code} />}
        <Who {...request} />
        <Form request={request} onGiven={onGiven} />
      </div>
    </>
  );
}
