/** Whose key the answer is sealed to: one for this request alone, or a team's that was imported here. */

import { useState } from 'preact/hooks';
import { Chips } from '../../parts/controls.tsx';
import { Card } from '../../parts/text.tsx';
import { fill } from '../../parts/words.tsx';
import { fingerprint } from '../../protocol/teamkey.ts';
import { type KeptTeamKey, keptTeamKeys } from '../../teamkeys.ts';
import { visibleLine } from '../../visible.ts';
import type { WishState } from './wish.ts';
import { useWords } from './words.ts';

const ONE_OFF = 'one-off';

export function Reader({ wish }: { wish: WishState }) {
  const { reader: words } = useWords();
  const [teams] = useState(distinctKeys);
  const { team } = wish.now;
  const choose = (id: string) =>
    wish.change({ team: teams.find((one) => idOf(one) === id) ?? null });
  if (teams.length === 0)
    return (
      <Card title={words.title} hint={words.oneOffSaid}>
        <p class="hint">
          {fill(words.teamless, { page: <a href="./collect">{words.teamlessPage}</a> })}
        </p>
      </Card>
    );
  return (
    <section class="card">
      <Chips
        name="reader"
        legend={words.title}
        hint={words.hint}
        options={[
          [ONE_OFF, words.oneOff],
          ...teams.map((one) => [idOf(one), words.team(visibleLine(one.name))] as const),
        ]}
        value={team === null ? ONE_OFF : idOf(team)}
        onValue={choose}
      />
      {team === null ? (
        <p class="hint">{words.oneOffSaid}</p>
      ) : (
        <p class="hint">{words.teamSaid(fingerprint(team.publicKey).replaceAll(' ', '\u00a0'))}</p>
      )}
    </section>
  );
}

/** Two files of one key are one choice here. */
function distinctKeys(): KeptTeamKey[] {
  return [...new Map(keptTeamKeys().map((one) => [idOf(one), one])).values()];
}

function idOf({ publicKey }: KeptTeamKey): string {
  return fingerprint(publicKey);
}
