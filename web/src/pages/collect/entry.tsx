/** One request made here: what it asked for, where it stands, and what can be done. */

import { useState } from 'preact/hooks';
import { moment, until } from '../../format.ts';
import { kindLabel } from '../../labels.ts';
import { grouped } from '../../parts/code.tsx';
import { Badge, Time } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { MadeHere } from '../../requests.ts';
import { visibleLine } from '../../visible.ts';
import { Acts, FinishOne } from './acts.tsx';
import type { Standing } from './standing.ts';
import { useRequestsWords, useWords } from './words.ts';

export type EntryProps = {
  /** Of the button that shows more. */
  id: string;
  request: MadeHere;
  standing: Standing | undefined;
  onTold: (standing: Standing) => void;
  /** It may stand elsewhere now. */
  onAsk: () => void;
  onForget: () => void;
};

export function Entry(props: EntryProps) {
  const { id, request, standing } = props;
  const { mine } = useRequestsWords();
  const [more, show] = useState(false);
  const { name, spoken } = useName(request);
  const href = request.collect?.slice(request.collect.indexOf('#'));
  const ready = standing === 'answered';
  const taken = standing === 'claimed' || standing === 'opened';
  return (
    <li>
      <div>
        {href ? (
          <a href={href} aria-label={spoken}>
            {name}
          </a>
        ) : (
          <p class="strong">{name}</p>
        )}
        <Facts request={request} standing={standing} />
        {standing && <Badge tone={TONES[standing] ?? 'calm'}>{mine.standing[standing]}</Badge>}
      </div>
      <div class="buttons ways">
        {taken && <FinishOne {...props} spoken={spoken} />}
        {ready && href && (
          <a class="button primary" href={href} aria-label={mine.collectThing(spoken)}>
            {mine.collect}
          </a>
        )}
        <button
          id={id}
          type="button"
          class="button small"
          aria-expanded={more}
          aria-label={mine.moreThing(spoken)}
          onClick={() => show(!more)}
        >
          {mine.more}
        </button>
      </div>
      {more && <Acts {...props} spoken={spoken} />}
    </li>
  );
}

/** Two may have the same reference: the time tells them apart. */
function useName({ reference, created }: MadeHere): { name: string; spoken: string } {
  const { mine } = useRequestsWords();
  const { lang } = useTongue();
  const name = reference.trim() === '' ? mine.nameless : visibleLine(reference);
  return { name, spoken: `${name}. ${mine.made(moment(lang, created))}` };
}

function Facts({ request, standing }: Pick<EntryProps, 'request' | 'standing'>) {
  const { mine } = useRequestsWords();
  const words = useWords();
  const { lang } = useTongue();
  const { kinds, created, expires, code } = request;
  return (
    <p class="hint">
      {kinds.map((kind) => kindLabel(words, kind)).join(' · ')}
      <br />
      {mine.made('')}
      <Time at={created} brief />
      {standing === 'pending' && `, ${mine.expires(until(lang, expires, Date.now()))}`}
      {' · '}
      {mine.langs[request.lang]}
      {' · '}
      {mine.code(grouped(code))}
    </p>
  );
}

const TONES: Readonly<Partial<Record<Standing, 'warn' | 'bad'>>> = {
  claimed: 'warn',
  opened: 'warn',
  expired: 'warn',
  gone: 'warn',
  destroyed: 'bad',
  lost: 'bad',
  emptied: 'bad',
};
