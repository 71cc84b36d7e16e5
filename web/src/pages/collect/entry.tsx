/** One request made here: what it asked for, where it stands, and what can be done. */

import { useState } from 'preact/hooks';
import { moment, until } from '../../format.ts';
import { kindLabel } from '../../labels.ts';
import { announce } from '../../parts/announce.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Badge, Time } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import type { MadeHere } from '../../requests.ts';
import { visibleLine } from '../../visible.ts';
import { AskAgain, beforeIn } from './again.tsx';
import { collectingOf, type Standing } from './standing.ts';
import { Withdraw } from './withdraw.tsx';
import { useRequestsWords, useWords } from './words.ts';

type Props = {
  /** Of the button that shows more. */
  id: string;
  request: MadeHere;
  standing: Standing | undefined;
  /** It may stand elsewhere now. */
  onChanged: () => void;
  onForget: () => void;
};

export function Entry(props: Props) {
  const { id, request, standing } = props;
  const { mine } = useRequestsWords();
  const [more, show] = useState(false);
  const { name, spoken } = useName(request);
  const href = request.collect.slice(request.collect.indexOf('#'));
  const ready = standing === 'answered';
  return (
    <li>
      <div>
        <a href={href} aria-label={spoken}>
          {name}
        </a>
        <Facts request={request} standing={standing} />
        {standing && <Badge tone={TONES[standing] ?? 'calm'}>{mine.standing[standing]}</Badge>}
      </div>
      <div class="buttons ways">
        {ready && (
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

function Facts({ request, standing }: Pick<Props, 'request' | 'standing'>) {
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
      {mine.code(code)}
    </p>
  );
}

function Acts({ id, request, standing, spoken, onChanged, onForget }: Props & { spoken: string }) {
  const { mine } = useRequestsWords();
  const { reference, code, collect, link } = request;
  const withdrawable = standing === 'pending' || standing === 'answered';
  const withdrawn = (tooLate: boolean) => {
    announce(tooLate ? mine.tooLate : mine.withdrawn);
    onChanged();
  };
  return (
    <div class="buttons acts">
      {standing === 'pending' && (
        <CopyButton label={mine.link} what={mine.linkThing(spoken)} text={link} />
      )}
      <CopyButton
        label={mine.note}
        what={mine.noteThing(spoken)}
        text={mine.noteText(visibleLine(reference), code, collect)}
      />
      <AskAgain look="small" before={beforeIn(request)} name={spoken} />
      {withdrawable && (
        <Withdraw
          id={`${id}-withdraw`}
          look="small"
          name={spoken}
          withdraw={async () => (await collectingOf(collect)).withdraw()}
          onDone={withdrawn}
        />
      )}
      <button
        type="button"
        class="button small"
        aria-label={mine.forgetThing(spoken)}
        onClick={onForget}
      >
        {mine.forget}
      </button>
    </div>
  );
}

const TONES: Readonly<Partial<Record<Standing, 'warn' | 'bad'>>> = {
  claimed: 'warn',
  opened: 'warn',
  expired: 'warn',
  gone: 'warn',
  destroyed: 'bad',
  lost: 'bad',
};
