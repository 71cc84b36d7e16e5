/** The form: paste or choose, fill, seal. It stays as it is until the bundle has safely arrived. */

import { useEffect } from 'preact/hooks';
import type { About } from '../../client.ts';
import type { DraftState } from '../../filling/draft.ts';
import { Files } from '../../filling/files.tsx';
import { PasteBox } from '../../filling/paste.tsx';
import { isBusy, Mend, Press, usePress } from '../../filling/press.tsx';
import type { Before, Sealing } from '../../filling/sealing.ts';
import { Heading } from '../../parts/text.tsx';
import type { Access, OptionState } from './choices.ts';
import { kindId } from './ids.ts';
import { AccessCard, FileList, ItemCard, Recognised } from './later.ts';
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
  access: Access;
  onAccess: (access: Access) => void;
  /** After another share: the heading takes the focus. */
  again: boolean;
};

export function Form(props: Props) {
  const { draft, options, sealing, state, server, access, onAccess, again } = props;
  const words = useWords();
  const closed = server?.create === 'keys';
  const { asked, errorAt, press } = usePress(draft, sealing, {
    load: loadSealer,
    complain: (ready, sealer) =>
      sealer.complaintsOf(
        ready,
        options.now,
        options.most,
        { ...sealer, server },
        closed ? access.flaw : null,
      ),
    seal: (ready, { sealDraft, lang }, show) => sealDraft(ready, options.now, lang, show),
  });
  useEffect(() => sealing.changed(), [draft.now, options.now, access]);
  return (
    <>
      <Heading focus={again} title={words.pageTitle}>
        {words.title}
      </Heading>
      <p class="lead">{words.lead}</p>
      <div class="stack">
        <Mend asked={asked} onAnyway={() => press(true)} />
        <fieldset class="filling" role="presentation" disabled={isBusy(state)}>
          {closed && <AccessCard onAccess={onAccess} errorAt={errorAt} />}
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
