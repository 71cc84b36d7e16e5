/** From the press to the link: seal, upload, and upload again the same bytes if that failed. */

import { useRef, useState } from 'preact/hooks';
import type { Draft } from '../../draft.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import { useTongue } from '../../parts/words.tsx';
import type { KindId } from '../../protocol/kind.ts';
import type { DraftState } from './draft.ts';
import type { Parcel } from './parcel.ts';
import { loadSealer, type Sealer } from './sealer.ts';

export type Done = {
  at: 'sealed';
  shareLink: string;
  receiptLink: string;
  created: string;
  expires: string;
  passphrase: string | null;
  kinds: KindId[];
  copied: boolean;
};

/** Before the bundle is at the server. */
export type Before =
  | { at: 'filling' }
  | { at: 'sealing'; fraction: number | null }
  | { at: 'sending' }
  | { at: 'failed'; reason: Reason; parcel: Parcel | null };

/** Answers what to seal, or null if something must be mended first. */
export type Check = (sealer: Sealer) => Promise<Draft | null>;

export type Sealing<State = Before | Done> = {
  state: State;
  seal: (check: Check) => Promise<void>;
  resend: () => Promise<void>;
  /** Something was changed: what was sealed before is no longer what would be sent. */
  changed: () => void;
  copied: () => void;
  restart: () => void;
};

export function useSealing(draft: DraftState): Sealing {
  const { lang } = useTongue();
  const [state, set] = useState<Before | Done>({ at: 'filling' });
  const busy = useRef(false);

  const send = async (parcel: Parcel) => {
    set({ at: 'sending' });
    const { sealed, ...rest } = parcel;
    const { shareLink, receiptLink } = sealed;
    try {
      const { upload } = await loadSealer(lang);
      const { expires_at: expires } = await upload(sealed);
      const created = new Date().toISOString();
      set({ ...rest, at: 'sealed', shareLink, receiptLink, created, expires, copied: false });
      draft.clear();
    } catch (error) {
      set({ at: 'failed', reason: reasonOf(error), parcel });
    }
  };

  const seal = async (check: Check) => {
    // At once: what is checked now must not change before it is sealed.
    set({ at: 'sealing', fraction: null });
    try {
      const sealer = await loadSealer(lang);
      const checked = await check(sealer);
      if (checked === null) return set({ at: 'filling' });
      const show = (fraction: number) => set({ at: 'sealing', fraction });
      await send(await sealer.sealDraft(checked, lang, show));
    } catch (error) {
      set({ at: 'failed', reason: reasonOf(error), parcel: null });
    }
  };

  /** A second press while the first is under way does nothing. */
  const once = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    await work().finally(() => {
      busy.current = false;
    });
  };

  return {
    state,
    seal: (check) => once(() => seal(check)),
    resend: () =>
      once(async () => (state.at === 'failed' && state.parcel ? send(state.parcel) : undefined)),
    changed: () => set((before) => (before.at === 'failed' ? { at: 'filling' } : before)),
    copied: () => set((before) => (before.at === 'sealed' ? { ...before, copied: true } : before)),
    restart: () => set({ at: 'filling' }),
  };
}
