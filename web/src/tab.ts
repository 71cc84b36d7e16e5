/** What one tab remembers until it is closed: a reload finds it again, and no other tab sees it. */

export type TabMemory = {
  keep: (members: object) => void;
  /** Empty where nothing, or nothing that can be read, was kept. */
  recall: () => Record<string, unknown>;
  /** Whether a reload finds it again: some browsers refuse storage. */
  survives: () => boolean;
};

export function tabMemory(name: string): TabMemory {
  // Where the browser refuses storage the page still works; only F5 forgets.
  let unstored: string | null = null;
  const stored = (): string | null => {
    try {
      return sessionStorage.getItem(name) ?? unstored;
    } catch {
      return unstored;
    }
  };
  return {
    keep: (members) => {
      unstored = JSON.stringify(members);
      try {
        sessionStorage.setItem(name, unstored);
      } catch {
        // Kept in `unstored`.
      }
    },
    recall: () => {
      try {
        const kept: unknown = JSON.parse(stored() ?? 'null');
        return typeof kept === 'object' && kept !== null ? { ...kept } : {};
      } catch {
        return {};
      }
    },
    survives: () => {
      try {
        return sessionStorage.getItem(name) !== null;
      } catch {
        return false;
      }
    },
  };
}
