/** From the press to the end: seal, send, and send again the same bytes if that failed. */

import { useRef, useState } from 'preact/hooks';
import { type Reason, reasonOf } from '../explain.ts';

/** Before what was sealed, a `Parcel`, is at the server; `Why` a failure is told. */
export type Before<Parcel, Why = Reason> =
  | { at: 'filling' }
  | { at: 'sealing'; fraction: number | null }
  | { at: 'sending' }
  | { at: 'failed'; reason: Why; parcel: Parcel | null };

/** Null if something must be mended first. */
export type Seal<Parcel> = (show: (fraction: number) => void) => Promise<Parcel | null>;

export type Sealing<Parcel, Done, Why = Reason> = {
  state: Before<Parcel, Why> | ({ at: 'sealed' } & Done);
  seal: (seal: Seal<Parcel>) => Promise<void>;
  resend: () => Promise<void>;
  /** Something was changed: what was sealed before is no longer what would be sent. */
  changed: () => void;
  /** After the sealing. */
  note: (part: Partial<Done>) => void;
  restart: () => void;
};

export function useSealing<Parcel, Done extends object, Why = Reason>(
  send: (parcel: Parcel) => Promise<Done>,
  why: (error: unknown) => Why | Reason = reasonOf,
): Sealing<Parcel, Done, Why | Reason> {
  type State = Sealing<Parcel, Done, Why | Reason>['state'];
  const [state, set] = useState<State>({ at: 'filling' });
  const busy = useRef(false);

  const deliver = async (parcel: Parcel) => {
    set({ at: 'sending' });
    try {
      set({ at: 'sealed', ...(await send(parcel)) });
    } catch (error) {
      set({ at: 'failed', reason: why(error), parcel });
    }
  };

  const sealed = async (seal: Seal<Parcel>) => {
    // At once: what is checked now must not change before it is sealed.
    set({ at: 'sealing', fraction: null });
    try {
      const parcel = await seal((fraction) => set({ at: 'sealing', fraction }));
      if (parcel === null) set({ at: 'filling' });
      else await deliver(parcel);
    } catch (error) {
      set({ at: 'failed', reason: why(error), parcel: null });
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
    seal: (seal) => once(() => sealed(seal)),
    resend: () =>
      once(async () => (state.at === 'failed' && state.parcel ? deliver(state.parcel) : undefined)),
    changed: () => set((before) => (before.at === 'failed' ? { at: 'filling' } : before)),
    note: (part) => set((before) => (before.at === 'sealed' ? { ...before, ...part } : before)),
    restart: () => set({ at: 'filling' }),
  };
}
