/** The form: paste or choose, fill, seal. It stays as it is until the bundle has safely arrived. */

import { useEffect } from 'preact/hooks';
import type { About } from '../../client.ts';
import { isTouched } from '../../draft.ts';
import type { DraftState } from '../../filling/draft.ts';
import { Files } from '../../filling/files.tsx';
import { PasteBox } from '../../filling/paste.tsx';
import { isBusy, Mend, Press, usePress } from '../../filling/press.tsx';
import type { Before, Sealing } from '../../filling/sealing.ts';
import { Banner } from '../../parts/banner.tsx';
import { Heading } from '../../parts/text.tsx';
import type { OptionState } from './choices.ts';
import { kindId } from './ids.ts';
import { FileList, ItemCard, Recognised } from './later.ts';
import { Expiry, Passphrase } from './options.tsx';
import type { Done, Parcel } from './parcel.ts';
import { KindPicker } from './picker.tsx';
import { loadSealer } from './sealer.ts';
import { useWords } from './words.ts';

type Props = {
  draft: DraftState;
  options: OptionState;
  sealing: Sealing<Parcel, Done>;
  state: Before<Parcel>;
  server: About | null;
  /** After another share: the heading takes the focus. */
  again: boolean;
};

export function Form({ draft, options, sealing, state, server, again }: Props) {
  const words = useWords();
  const { asked, errorAt, press } = usePress(draft, sealing, {
    load: loadSealer,
    complain: (ready, sealer) =>
      sealer.complaintsOf(ready, options.now, options.most, { ...sealer, server }),
    seal: (ready, { sealDraft, lang }, show) => sealDraft(ready, options.now, lang, show),
  });
  useEffect(() => sealing.changed(), [draft.now, options.now]);
  const closed = server?.create === 'keys';
  if (closed && !isTouched(draft.now)) return <Closed />;
  return (
    <>
      <Heading focus={again} title={words.pageTitle}>
        {words.title}
      </Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        {closed && <Banner tone="warn">{words.problem.token}</Banner>}
        <Mend asked={asked} onAnyway={() => press(true)} />
        <fieldset class="filling" role="presentation" disabled={isBusy(state)}>
          <PasteBox draft={draft} errorAt={errorAt}>
            <Recognised draft={draft} />
          </PasteBox>
          <KindPicker draft={draft} />
          {draft.now.items.map((item) => (
            <ItemCard
              key={item.key}
              item={item}
              draft={draft}
              errorAt={errorAt}
              from={kindId(item.kind)}
            />
          ))}
          <Files draft={draft} server={server} errorAt={errorAt}>
            <FileList draft={draft} server={server} />
          </Files>
          <section class="card">
            <Expiry options={options} errorAt={errorAt} />
            <Passphrase options={options} errorAt={errorAt} />
          </section>
        </fieldset>
        <Press
          label={words.seal}
          state={state}
          onPress={() => press(false)}
          onResend={sealing.resend}
        />
      </div>
    </>
  );
}

/** Only programs with a key may seal here: a form that cannot be sent is not shown. */
function Closed() {
  const words = useWords();
  return (
    <>
      <Heading title={words.pageTitle}>{words.title}</Heading>
      <div class="stack">
        <Banner tone="warn">{words.problem.token}</Banner>
      </div>
    </>
  );
}
