/** Chosen files on their way into the draft: nothing is sealed before they are there, or refused. */

import { useRef, useState } from 'preact/hooks';
import { type DraftFile, nextKey } from '../draft.ts';

/** A file that was not taken: larger than the server takes, unreadable, or come while all was being sealed. */
export type Refusal = { name: string; why: 'unread' | 'busy' | { bytes: number; most: number } };

export type Reading = {
  refused: readonly Refusal[];
  /** `most` bytes are taken. */
  read: (files: readonly File[], most: number) => void;
  refuse: (files: readonly File[]) => void;
  /** Everything that was chosen before; null if some of it was refused meanwhile. */
  settled: () => Promise<DraftFile[] | null>;
};

export function useReading(add: (file: DraftFile) => void): Reading {
  const [refused, note] = useState<readonly Refusal[]>([]);
  const running = useRef<Array<Promise<DraftFile | null>>>([]);
  const refuse = (refusal: Refusal): null => {
    note((before) => [...before, refusal]);
    return null;
  };
  const take = async (file: File, most: number): Promise<DraftFile | null> => {
    const { name, type, size } = file;
    if (size > most) return refuse({ name, why: { bytes: size, most } });
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const taken = { key: nextKey(), name, type, bytes };
      add(taken);
      return taken;
    } catch {
      return refuse({ name, why: 'unread' });
    }
  };
  return {
    refused,
    read: (files, most) => {
      note([]);
      const reads = files.map((file) => take(file, most));
      running.current.push(...reads);
      void Promise.all(reads).then(() => {
        running.current = running.current.filter((read) => !reads.includes(read));
      });
    },
    refuse: (files) => note(files.map(({ name }) => ({ name, why: 'busy' }))),
    settled: async () => {
      const read = await Promise.all(running.current);
      return read.includes(null) ? null : read.filter((file) => file !== null);
    },
  };
}
