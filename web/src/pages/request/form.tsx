/** The form: what is needed, for which ticket, until when, and who may open the answer. */

import { useEffect, useState } from 'preact/hooks';
import type { About } from '../../client.ts';
import { isBusy } from '../../filling/press.tsx';
import type { Before, Sealing } from '../../filling/sealing.ts';
import { ACCESS_KEY, type AccessKey, AccessKeyField } from '../../parts/accesskey.tsx';
import { Action } from '../../parts/action.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Fold } from '../../parts/controls.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Summary } from '../../parts/summary.tsx';
import { Card, Heading } from '../../parts/text.tsx';
import { SlowProgress } from '../../parts/waiting.tsx';
import { fill, useTongue } from '../../parts/words.tsx';
import { IDS } from './ids.ts';
import { KindChoice } from './kinds.tsx';
import { loadMaker } from './later.ts';
import type { Done, Parcel } from './making.ts';
import { Reader } from './reader.tsx';
import { Deadline, Ticket } from './ticket.tsx';
import { type Why, whyInWords } from './why.ts';
import { complaintsOf, type WishState } from './wish.ts';
import { useWords } from './words.ts';

type Props = {
  wish: WishState;
  access: AccessKey;
  making: Sealing<Parcel, Done, Why>;
  state: Before<Parcel, Why>;
  server: About | null;
  /** After another request: the heading takes the focus. */
  again: boolean;
};

export type ErrorAt = (field: string) => string | undefined;

export function Form({ wish, access, making, state, server, again }: Props) {
  const words = useWords();
  const { asked, errorAt, press, required } = usePress({ wish, access, making, state, server });
  useEffect(() => making.changed(), [wish.now, access.text]);
  const resend = state.at === 'failed' && state.parcel !== null && state.reason !== 'clock';
  return (
    <>
      <Heading focus={again}>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        {asked.complaints.length > 0 && <Summary title={words.summary} {...asked} />}
        <fieldset class="filling" role="presentation" disabled={isBusy(state)}>
          <KindChoice wish={wish} errorAt={errorAt} />
          <Ticket wish={wish} identified={access.key !== null} errorAt={errorAt} />
          <Deadline wish={wish} errorAt={errorAt} />
          <Reader wish={wish} />
          <Access access={access} required={required} error={errorAt(ACCESS_KEY)} />
          <p class="hint">
            {fill(words.machine, { page: <a href={words.machineAt}>{words.machinePage}</a> })}
          </p>
        </fieldset>
        <Action
          id={IDS.make}
          label={resend ? words.resend : words.make}
          onPress={resend ? making.resend : press}
          busy={isBusy(state)}
          turn={state.at === 'filling' ? '' : state.at}
        >
          {state.at === 'failed' && (
            <Banner tone="bad" title={words.failed} alert>
              <p>{whyInWords(state.reason, words)}</p>
            </Banner>
          )}
          {state.at === 'sealing' && <Progress label={words.making} fraction={null} />}
          {state.at === 'sending' && <SlowProgress label={words.sending} />}
        </Action>
      </div>
    </>
  );
}

type Pressing = Pick<Props, 'wish' | 'access' | 'making' | 'state' | 'server'>;

/** Complains on the press, never before; then each complaint goes as soon as it is mended. */
function usePress({ wish, access, making, state, server }: Pressing) {
  const words = useWords();
  const { lang } = useTongue();
  const [pressed, note] = useState({ fields: new Set<string>(), turn: 0 });
  // Where the server did not say so beforehand, its refusal does.
  const refused = state.at === 'failed' && state.reason === 'none';
  const required = server?.requests === 'keys' || refused;
  const found = complaintsOf(wish.now, { words, lang, most: wish.most, access, required });
  const press = () =>
    void making.seal(async () => {
      const fields = new Set(found.map(({ field }) => field));
      note({ fields, turn: pressed.turn + (found.length > 0 ? 1 : 0) });
      return found.length > 0 ? null : (await loadMaker(lang)).make(wish.now, access.key);
    });
  const complaints = found.filter(({ field }) => pressed.fields.has(field));
  const errorAt: ErrorAt = (at) => complaints.find(({ field }) => field === at)?.text;
  return { asked: { complaints, turn: pressed.turn }, errorAt, press, required };
}

type AccessProps = { access: AccessKey; required: boolean; error: string | undefined };

function Access(props: AccessProps) {
  const { accessKey: words } = useWords();
  const field = <AccessKeyField words={words} {...props} />;
  if (props.required)
    return (
      <Card title={words.title} hint={words.needed}>
        {field}
      </Card>
    );
  return (
    <Card>
      <Fold title={words.optional} open={props.access.text !== '' || props.error !== undefined}>
        <p class="hint">{words.why}</p>
        {field}
      </Fold>
    </Card>
  );
}
