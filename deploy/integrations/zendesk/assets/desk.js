// @ts-check
/** The ticket, and what Zendesk does with it for us. */

import { Refusal, refused } from './refusal.js';
import { language } from './settings.js';

/** @typedef {{ ticket: string, lang: import('./format.js').Lang, merchant: import('./format.js').Lang }} Facts */

/**
 * The ticket's id, the agent's language and the merchant's.
 * @param {ZafClient} client
 * @returns {Promise<Facts>}
 */
export async function facts(client) {
  const paths = ['ticket.id', 'ticket.requester.locale', 'currentUser.locale'];
  const known = await client.get(paths);
  const [ticket, merchant, agent] = paths.map((path) => known[path]);
  const lang = language(agent);
  return { ticket: String(ticket), lang, merchant: merchant ? language(merchant) : lang };
}

/** @param {ZafClient} client */
export async function isSolved(client) {
  const { 'ticket.status': status } = await client.get(['ticket.status']);
  return status === 'solved' || status === 'closed';
}

/**
 * Puts a message into the open reply, which the agent then sends. What stands in an internal note stays there:
 * turned into a public reply, it would be shown to the merchant.
 * @param {ZafClient} client
 * @param {string} text
 * @param {string} html the same for the rich editor
 * @returns {Promise<'put' | 'note' | 'failed'>} `note`: the editor is set to an internal note
 */
export async function putIntoReply(client, text, html) {
  try {
    const editor = await client.get(['comment.type', 'comment.useRichText']);
    if (editor['comment.type'] === 'internalNote') return 'note';
    if (editor['comment.useRichText'] === true) await client.invoke('comment.appendHtml', html);
    else await client.invoke('comment.appendText', text);
    return 'put';
  } catch {
    return 'failed';
  }
}

/**
 * Adds an internal note at once, by Zendesk's own API: by way of the editor it could end in a public reply.
 * @param {ZafClient} client
 * @param {string} ticket
 * @param {string} body
 */
export async function addNote(client, ticket, body) {
  try {
    await client.request({
      url: `/api/v2/tickets/${encodeURIComponent(ticket)}.json`,
      type: 'PUT',
      contentType: 'application/json',
      data: JSON.stringify({ ticket: { comment: { body, public: false } } }),
      httpCompleteResponse: true,
    });
  } catch (cause) {
    const { status } = refused(cause, navigator.onLine);
    throw new Refusal('note', { status });
  }
}
