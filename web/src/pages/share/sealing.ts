/** From the press to the link: seal, upload, and upload again the same bytes if that failed. */

import { useRef, useState } from 'preact/hooks';
import { baseUrl } from '../../base.ts';
import { type Draft, toBundle } from '../../draft.ts';
import { type Reason, reasonOf } from '../../explain.ts';
import type { Sealed } from '../../handover.ts';
import { useTongue } from '../../parts/words.tsx';
import type { KindId } from '../../protocol/kind.ts';
import type { DraftState } from './draft.ts';
import { loadSealer } from './sealer.ts';

/** A bundle on its way: what was sealed, and what the result page needs to know of it. */
type Parcel = { sealed: Sealed; passphrase: string | null; kinds: KindId[] };

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

export type Sealing<State = Before | Done> = {
  state: State;
  /** `ready` answers what to seal, or null if something must be mended first. */
  seal: (ready: () => Promise<Draft | null>) => Promise<void>;
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
    const { shareLink, receiptLink } = parcel.sealed;
    try {
      const { upload } = await loadSealer(lang);
      const { expires_at: expires } = await upload(parcel.sealed);
      const { passphrase, kinds } = parcel;
      const created = new Date().toISOString();
      set({
        at: 'sealed',
        shareLink,
        receiptLink,
        created,
        expires,
        passphrase,
        kinds,
        copied: false,
      });
      draft.clear();
    } catch (error) {
      set({ at: 'failed', reason: reasonOf(error), parcel });
    }
  };

  const start = async (ready: () => Promise<Draft | null>) => {
    // At once: what is checked now must not change before it is sealed.
    set({ at: 'sealing', fraction: null });
    const checked = await ready();
    if (checked === null) set({ at: 'filling' });
    else await sealAndSend(checked);
  };

  const sealAndSend = async ({ passphrase, expiresIn, ...rest }: Draft) => {
    const bundle = toBundle(rest, lang);
    const kinds = [...new Set(rest.items.map(({ kind }) => kind))];
    const show = (fraction: number | null) => set({ at: 'sealing', fraction });
    show(passphrase === null ? null : 0);
    try {
      const { seal } = await loadSealer(lang);
      const sealed = await seal(bundle, passphrase, expiresIn ?? 0, baseUrl(), show);
      await send({ sealed, passphrase, kinds });
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
    seal: (ready) => once(() => start(ready)),
    resend: () =>
      once(async () => (state.at === 'failed' && state.parcel ? send(state.parcel) : undefined)),
    changed: () => set((before) => (before.at === 'failed' ? { at: 'filling' } : before)),
    copied: () => set((before) => (before.at === 'sealed' ? { ...before, copied: true } : before)),
    restart: () => set({ at: 'filling' }),
  };
}
