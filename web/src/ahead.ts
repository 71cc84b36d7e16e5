/** What a page asks for first. */

/** Begins at once: beside the words, not behind them. Who calls first gets what is under way. */
export function ahead<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | null = work();
  return () => {
    const first = begun ?? work();
    begun = null;
    return first;
  };
}
