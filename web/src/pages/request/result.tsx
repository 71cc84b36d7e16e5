/** After it is made: one link to send, one to collect with, and the code that both pages show. */

import { useState } from 'preact/hooks';
import { type Lang, list, zonedMoment } from '../../format.ts';
import { Banner } from '../../parts/banner.tsx';
import { Code } from '../../parts/code.tsx';
import { Fold } from '../../parts/controls.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { useLeaveWarning } from '../../parts/leave.ts';
import { LinkCard } from '../../parts/linkcard.tsx';
import { MessageCard } from '../../parts/message.tsx';
import { Next } from '../../parts/next.tsx';
import { Badge, Card, Heading, Time } from '../../parts/text.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import * as english from '../../words/en/asking.ts';
import * as french from '../../words/fr/asking.ts';
import type { Done } from './making.ts';
import { useRequestedWords } from './words.ts';

type Props = { made: Done; onNext: () => void };

export function Result({ made, onNext }: Props) {
  const words = useRequestedWords();
  const [copied, copy] = useState(false);
  const [safe, save] = useState(made.kept);
  useLeaveWarning(!safe);
  return (
    <>
      <Badge>{words.badge}</Badge>
      <Heading focus>{words.title}</Heading>
      <p class="lead">{fill(words.lead, { at: <Time at={made.expires} /> })}</p>
      <div class="stack">
        <LinkCard
          words={words}
          link={made.requestLink}
          copied={copied}
          onCopied={() => copy(true)}
        />
        <Message made={made} onCopied={() => copy(true)} />
        <Card title={words.code} hint={words.codeHint}>
          <p class="words">
            <Code code={made.code} />
          </p>
        </Card>
        <Collect made={made} onCopied={() => save(true)} />
        <After safe={safe} made={made} onCopied={() => save(true)} onNext={onNext} />
      </div>
    </>
  );
}

function Message({ made, onCopied }: { made: Done; onCopied: () => void }) {
  const { message: words } = useRequestedWords();
  const { requestLink: link, expires, kinds } = made;
  const write = (lang: Lang) => {
    const { asking, asked } = lang === 'fr' ? french : english;
    const what = list(
      lang,
      kinds.map((kind) => asked[kind]),
    );
    return asking(link, zonedMoment(lang, expires), what);
  };
  return (
    <MessageCard words={words} first={made.lang} write={write} link={link} onCopied={onCopied} />
  );
}

function Collect({ made, onCopied }: { made: Done; onCopied: () => void }) {
  const { collect: words } = useRequestedWords();
  const { collectLink: link, kept, team } = made;
  return (
    <Card title={words.title} hint={kept ? words.kept : words.unkept}>
      <Banner tone={team ? 'calm' : 'warn'}>{team ? words.team : words.oneOff}</Banner>
      <div class="buttons">
        <CopyButton look="" label={words.copy} what={words.link} text={link} onCopied={onCopied} />
      </div>
      <Fold title={words.link}>
        <code class="link" translate={false}>
          {link}
        </code>
        <a class="button" href={link} target="_blank" rel="noopener noreferrer">
          {words.open}
        </a>
      </Fold>
    </Card>
  );
}

type AfterProps = Props & { safe: boolean; onCopied: () => void };

function After({ safe, made, onCopied, onNext }: AfterProps) {
  const words = useRequestedWords();
  const { common } = useTongue();
  return (
    <Card title={words.after} hint={words.afterHint}>
      <Next
        words={words}
        safe={safe}
        link={made.collectLink}
        label={words.collect.copy}
        what={words.collect.link}
        onCopied={onCopied}
        onNext={onNext}
      >
        <a class="button" href="./collect">
          {common.yourRequests}
        </a>
      </Next>
    </Card>
  );
}
