/** The next step where a link opens nothing: a message to the sender, to read and to copy. */

import { baseUrl } from '../../base.ts';
import { Message } from '../../opening/message.tsx';
import type { AskWords } from '../../words/en/ask.ts';

/** `said`: the words of the page that asks. */
export function Ask({ why, said }: { why: keyof AskWords['why']; said: AskWords }) {
  const text = [said.hello, said.why[why], `${said.please}\n${baseUrl()}/`].join('\n\n');
  return <Message title={said.title} hint={said.hint} text={text} said={said} />;
}
