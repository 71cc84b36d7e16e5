/** What happens to what is typed here, how to do the same without this page, and which version it is. */

import { baseUrl } from '../base.ts';
import { useAbout } from './about.ts';
import { useHowWords } from './how.ts';

export function HowText() {
  const words = useHowWords();
  const server = useAbout();
  const { said, command } = PAGES.get(pageName()) ?? SHARING;
  return (
    <>
      <p>{words[said]}</p>
      <p>{words.instead}</p>
      <p>
        <code>{command.replace('{server}', `${baseUrl()}/`)}</code>
      </p>
      {server && <p>Handover {server.version}</p>}
    </>
  );
}

const SHARING = { said: 'sealed', command: 'handover share --server {server}' } as const;

// A link says by itself which server it belongs to.
const PAGES: ReadonlyMap<string, { said: 'answer' | 'request'; command: string }> = new Map([
  ['answer', { said: 'answer', command: 'handover answer' }],
  ['request', { said: 'request', command: 'handover request --server {server}' }],
  ['collect', { said: 'request', command: 'handover collect' }],
]);

function pageName(): string {
  return location.pathname.split('/').at(-1) ?? '';
}
