/** The next step where a link opens nothing: a message to the sender, to read and to copy. */

import { baseUrl } from '../../base.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Card } from '../../parts/text.tsx';
import type { AskWords } from '../../words/en/ask.ts';

/** `said`: the words of the page that asks. */
export function Ask({ why, said }: { why: keyof AskWords['why']; said: AskWords }) {
  const text = [said.hello, said.why[why], `${said.please}\n${baseUrl()}/`].join('\n\n');
  return <Message title={said.title} hint={said.hint} text={text} said={said} />;
}

export function Message({
  title,
  hint,
  text,
  said,
}: {
  title: string;
  hint: string;
  text: string;
  said: AskWords;
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
