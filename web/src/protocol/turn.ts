/** Between two pieces of long work: to start a Worker takes longer than most bundles (`npm run bench:paths`). */

/**
 * Gives everything else that waits a turn. By a message, as a timer takes longer, and up to a second
 * in a tab that is not seen.
 */
export function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
