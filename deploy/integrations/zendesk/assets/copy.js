// @ts-check

/**
 * Copies exact text, and says whether it could: through the Clipboard API where Zendesk lets a frame use it,
 * else through a selected field.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'spoken';
  field.readOnly = true;
  document.body.append(field);
  field.select();
  // The old call is the only other way to a clipboard.
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
