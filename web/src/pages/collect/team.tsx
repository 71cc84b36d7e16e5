/** An answer to a team: which key opens it, whether every other key is known too, and the passphrase. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { PressForm, usePress } from '../../opening/press.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Fold } from '../../parts/controls.tsx';
import { ChoiceField, SecretField } from '../../parts/field.tsx';
import { focusSoon } from '../../parts/focus.ts';
import { useTongue } from '../../parts/words.tsx';
import { PassphraseRefused } from '../../protocol/key.ts';
import { RequestRefused } from '../../protocol/request.ts';
import { fingerprint, TeamKeyRefused } from '../../protocol/teamkey.ts';
import { equal } from '../../protocol/token.ts';
import { visibleLine } from '../../visible.ts';
import { AskAgain, beforeOf } from './again.tsx';
import { KeysCard, Print } from './keys.tsx';
import { loadCollector } from './later.ts';
import type { ReadyProps } from './ready.tsx';
import { type AtHand, useRing } from './ring.ts';
import { Withdraw } from './withdraw.tsx';
import { useTeamKeyWords } from './words.ts';

type Props = ReadyProps & {
  /** The link is better opened elsewhere. */
  plain: boolean;
};

export function Team(props: Props) {
  const words = useTeamKeyWords();
  const ring = useRing();
  const { keys } = props.held.seen.asked;
  const own = ring.keys.filter(({ publicKey }) => keys.some((key) => equal(key, publicKey)));
  const strangers = keys.filter((key) => !ring.keys.some(({ publicKey }) => equal(key, publicKey)));
  const fits = own.length > 0;
  useUnlockable(fits && strangers.length === 0);
  const hint = fits ? words.hint : ring.keys.length > 0 ? words.noneFits : words.none;
  const card = <KeysCard ring={ring} title={fits ? words.title : words.needed} hint={hint} />;
  if (!fits)
    return (
      <>
        {card}
        {ring.keys.length > 0 && <Prints keys={keys} />}
        <Lost {...props} />
      </>
    );
  if (strangers.length > 0)
    return (
      <>
        <Foreign {...props} strangers={strangers} />
        {card}
      </>
    );
  return (
    <>
      <Unlock {...props} own={own} known={ring.keys.map(({ publicKey }) => publicKey)} />
      {card}
    </>
  );
}

/** Whoever has just chosen the last file that was missing goes on with its passphrase. */
function useUnlockable(now: boolean): void {
  const before = useRef(now);
  useEffect(() => {
    if (now && !before.current) focusSoon(FIELD);
    before.current = now;
  }, [now]);
}

function Prints({ keys }: { keys: readonly Uint8Array[] }) {
  return (
    <ul class="bar facts">
      {keys.map((key) => (
        <li key={fingerprint(key)}>
          <Print publicKey={key} />
        </li>
      ))}
    </ul>
  );
}

function Foreign(props: Props & { strangers: readonly Uint8Array[] }) {
  const { foreign } = useTeamKeyWords();
  return (
    <Banner tone="bad" title={foreign.title}>
      <p>{foreign.text}</p>
      {props.strangers.map((key) => (
        <p key={fingerprint(key)}>
          <strong>{foreign.key(fingerprint(key))}</strong>
        </p>
      ))}
      <WaysOut {...props} />
    </Banner>
  );
}

/** Nobody has to wait for a key that is gone. */
function Lost(props: Props) {
  const words = useTeamKeyWords();
  return (
    <Fold title={words.lost}>
      <p>{words.lostText}</p>
      <WaysOut {...props} />
    </Fold>
  );
}

function WaysOut({ held, onLook }: Props) {
  return (
    <div class="buttons">
      <Withdraw withdraw={() => held.collecting.withdraw()} onDone={onLook} />
      <AskAgain before={beforeOf(held.seen.asked)} />
    </div>
  );
}

const FIELD = 'passphrase';
type Slip = 'empty' | 'wrong';

type UnlockProps = Props & { own: readonly AtHand[]; known: readonly Uint8Array[] };

function Unlock({ own, known, ...props }: UnlockProps) {
  const words = useTeamKeyWords();
  const { lang } = useTongue();
  const { held, facts, lease, plain } = props;
  const [chosen, choose] = useState('0');
  const [typed, type] = useState('');
  const key = own[Number(chosen)] ?? own[0];
  const { step, open } = useUnlocking(props, key, known);
  const slip = step.at === 'asking' ? step.slip : undefined;
  useEffect(() => {
    const field = document.getElementById(FIELD);
    if (!slip || !(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }, [step]);
  return (
    <>
      <PressForm
        step={step}
        facts={facts}
        begun={false}
        survives={held.survives}
        lease={lease}
        plain={plain}
        onPress={() => void open(typed)}
        // Only to be early: the press loads what did not come.
        onNear={() => void loadCollector(lang).catch(() => {})}
      >
        {own.length > 1 && (
          <ChoiceField
            id="team-key"
            label={words.which}
            value={chosen}
            onValue={choose}
            choices={own.map((one, at) => [String(at), visibleLine(one.name)] as const)}
          />
        )}
        <SecretField
          id={FIELD}
          label={words.passphrase(visibleLine(key?.name ?? ''))}
          hint={words.passphraseHint}
          value={typed}
          onValue={type}
          error={slip && words[slip]}
        />
      </PressForm>
      <Lost {...props} />
    </>
  );
}

function useUnlocking(
  { held, onShown, onFailed }: Props,
  key: AtHand | undefined,
  known: readonly Uint8Array[],
) {
  return usePress<Slip>({
    load: loadCollector,
    prepare: async (typed, onProgress) => {
      const { unwrapAsTeam } = await import('../../collecting/answer.ts');
      const { collecting, seen } = held;
      if (key === undefined) throw new RequestRefused('unknown-key');
      const passphrase = typed ?? '';
      const opening = await unwrapAsTeam(collecting, seen, key, known, passphrase, onProgress);
      return opening.prepare(null);
    },
    slipOf: (error) => {
      if (error instanceof PassphraseRefused) return 'empty';
      return error instanceof TeamKeyRefused ? 'wrong' : null;
    },
    isOver: (error) => error instanceof RequestRefused,
    onShown: (attempt, opened) => onShown(held, attempt, opened),
    onFailed,
  });
}
