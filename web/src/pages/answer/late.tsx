/** The request ended while the form was being filled: nothing was sent, and the form stays. */

import { baseUrl } from '../../base.ts';
import { Banner } from '../../parts/banner.tsx';
import { requestLink } from '../../protocol/requestlink.ts';
import type { Late } from './parcel.ts';
import { useWords } from './words.ts';

export function TooLate({ why, hash }: { why: Late; hash: Uint8Array }) {
  const { late, opensNewTab } = useWords();
  const { title, text } = late[why];
  // Another tab: what was typed is only in this one.
  const [to, label] =
    why === 'answered' ? [requestLink(baseUrl(), hash), late.look] : ['./', late.share];
  return (
    <Banner tone="bad" title={title} alert>
      <p>{text}</p>
      <a class="button" href={to} target="_blank" rel="noopener noreferrer">
        {label} <span class="spoken">({opensNewTab})</span>
      </a>
    </Banner>
  );
}
