/** The request ended while the form was being filled: nothing was sent, and the form stays. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import { Banner } from '../../parts/banner.tsx';
import { requestLink } from '../../protocol/requestlink.ts';
import type { Late } from './parcel.ts';
import type { Request } from './state.ts';
import { useWords } from './words.ts';

/** Takes the focus of the button that it stands for. */
export function TooLate({ why, request }: { why: Late; request: Request }) {
  const { late } = useWords();
  const { title, text } = late[why];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const anew = (why === 'expired' || why === 'nothing') && request.server?.create === 'anyone';
  return (
    <div ref={place} tabIndex={-1}>
      <Banner tone="bad" title={title} alert>
        <p>{text}</p>
        {why === 'answered' && (
          <Elsewhere to={requestLink(baseUrl(), request.keys.hash)}>{late.look}</Elsewhere>
        )}
        {anew && (
          <>
            <p>{late.again}</p>
            <Elsewhere to="./">{late.share}</Elsewhere>
          </>
        )}
      </Banner>
    </div>
  );
}

/** Another tab: what was typed is only in this one. */
function Elsewhere({ to, children }: { to: string; children: ComponentChildren }) {
  const { opensNewTab } = useWords();
  return (
    <a class="button" href={to} target="_blank" rel="noopener noreferrer">
      {children} <span class="spoken">({opensNewTab})</span>
    </a>
  );
}
