/** Who asks for what, as far as the server vouches for it; and the code to compare by telephone. */

import type { ComponentChildren } from 'preact';
import { list, until } from '../../format.ts';
import { Banner } from '../../parts/banner.tsx';
import { Code } from '../../parts/code.tsx';
import { Fold } from '../../parts/controls.tsx';
import { CopyButton } from '../../parts/copy.tsx';
import { Card, Time } from '../../parts/text.tsx';
import { useTongue } from '../../parts/words.tsx';
import { visibleLine } from '../../visible.ts';
import type { Request } from './state.ts';
import { useWords } from './words.ts';

/** What a stranger wrote into the request is not shown: only a registered client is believed. */
export function Who({ keys, asked, view, server }: Request) {
  const words = useWords();
  const { lang } = useTongue();
  const { requester } = view;
  const { by, from, reference, kinds, until: label } = words.asked;
  return (
    <Card title={requester === undefined ? words.asked.what : words.asked.title}>
      <dl class="rows">
        {requester !== undefined && (
          <>
            <Row name={by}>
              {visibleLine(requester)} <span class="hint">({words.asked.registered})</span>
            </Row>
            <Row name={from}>{visibleLine(asked.from)}</Row>
            <Row name={reference}>{visibleLine(asked.reference)}</Row>
          </>
        )}
        <Row name={kinds}>
          {list(
            lang,
            asked.ask.map((kind) => words.kinds[kind]),
          )}
        </Row>
        <Row name={label}>
          <Time at={view.expires_at} />, {until(lang, view.expires_at, Date.now())}
        </Row>
        {requester !== undefined && (
          <Row name={words.asked.code}>
            <Code code={keys.code} />
          </Row>
        )}
      </dl>
      {requester !== undefined && <p class="hint">{words.asked.codeHint}</p>}
      {requester !== undefined && <Firewall addresses={server?.support_addresses ?? []} />}
    </Card>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Unknown({ code }: { code: string }) {
  const { unknown } = useWords();
  return (
    <Banner tone="warn" title={unknown.title}>
      <p>{unknown.text}</p>
      <p>
        <Code code={code} />
      </p>
      <p>{unknown.after}</p>
    </Banner>
  );
}

/** Where support connects from: the operator's own words. */
function Firewall({ addresses }: { addresses: readonly string[] }) {
  const { firewall } = useWords();
  if (addresses.length === 0) return null;
  return (
    <Fold title={firewall.title}>
      <p>{firewall.text}</p>
      <pre class="source" translate={false}>
        {addresses.map(visibleLine).join('\n')}
      </pre>
      <p>
        <CopyButton
          look=""
          label={firewall.copy}
          what={firewall.thing}
          text={addresses.join('\n')}
        />
      </p>
    </Fold>
  );
}
