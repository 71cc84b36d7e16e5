/** A message to the one who is asked, to read and to copy. */

import { CopyButton } from '../parts/copy.tsx';
import { Card } from '../parts/text.tsx';
import type { AskWords } from '../words/en/ask.ts';

export function Message({
  title,
  hint,
  text,
  said,
}: {
  title: string;
  hint: string;
  text: string;
  said: Pick<AskWords, 'copy' | 'thing'>;
}) {
  return (
    <Card title={title} hint={hint}>
      <p class="link message">{text}</p>
      <p>
        <CopyButton look="primary" label={said.copy} what={said.thing} text={text} />
      </p>
    </Card>
  );
}
