// @ts-check
/** What is put into the reply, as text and for the rich editor. */

/**
 * Paragraphs of text as the HTML of Zendesk's rich editor; the link is one, whole: what turns plain text into
 * links there may cut one with a fragment.
 * @param {string} text paragraphs, apart by an empty line
 * @param {string} link
 */
export function richReply(text, link) {
  const paragraphs = text.trim().split('\n\n').map(escaped);
  const anchor = `<a href="${escaped(link)}">${escaped(link)}</a>`;
  return paragraphs.map((it) => `<p>${it === escaped(link) ? anchor : it}</p>`).join('');
}

/** @param {string} text */
function escaped(text) {
  /** @type {Record<string, string>} */
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
