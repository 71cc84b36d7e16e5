// @ts-check
/**
 * A ticket that is solved finishes the intervention. It begins once Zendesk has saved the ticket: nothing here
 * can hold up a save, and a save that fails tells no merchant to close an access.
 */

import { isSolved } from './desk.js';
import { refused } from './refusal.js';
import { isOpen, isWaiting } from './requests.js';

/**
 * @param {ZafClient} client
 * @param {import('./sidebar.js').Sidebar} sidebar
 */
export function watchSolving(client, sidebar) {
  /** @type {Promise<boolean> | null} */
  let solving = null;
  // Asked for while the ticket is being saved: afterwards its tab, and this app in it, may be closed at once.
  client.on('ticket.submit.start', () => {
    solving = isSolved(client).catch(() => false);
  });
  client.on('ticket.submit.fail', () => {
    solving = null;
  });
  client.on('ticket.submit.done', async () => {
    const solved = await (solving ?? isSolved(client).catch(() => false));
    solving = null;
    if (solved) await finishAll(client, sidebar);
  });
}

/**
 * Finishes what is known to be collected, then what a new look finds.
 * @param {ZafClient} client
 * @param {import('./sidebar.js').Sidebar} sidebar
 */
async function finishAll(client, sidebar) {
  const { words } = sidebar.tools;
  try {
    const before = await finishKnown(sidebar);
    const refusal = await sidebar.look();
    if (refusal !== null && before === 0 && mayBeOpen(sidebar)) throw refusal;
    const after = await finishKnown(sidebar);
    if (before + after > 0) await notify(client, words.solved.finished, 'notice');
    if (sidebar.state.requests?.some(isWaiting))
      await notify(client, words.solved.waiting, 'alert');
  } catch (cause) {
    const { reason } = refused(cause, navigator.onLine);
    await notify(client, words.solved.failed(words.refused[reason]), 'error');
  }
}

/**
 * Whether the last look leaves it open that there is something to finish. Most tickets have no request: they
 * are not told about a server that does not answer.
 * @param {import('./sidebar.js').Sidebar} sidebar
 */
function mayBeOpen({ state }) {
  return state.requests === null || state.requests.some(isOpen);
}

/** @param {import('./sidebar.js').Sidebar} sidebar */
async function finishKnown(sidebar) {
  const known = sidebar.unfinished();
  await Promise.all(known.map(({ id }) => sidebar.sayFinished(id)));
  return known.length;
}

/**
 * @param {ZafClient} client
 * @param {string} text
 * @param {'notice' | 'alert' | 'error'} kind
 */
async function notify(client, text, kind) {
  await client.invoke('notify', text, kind).catch(() => {});
}
