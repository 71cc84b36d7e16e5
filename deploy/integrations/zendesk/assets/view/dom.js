// @ts-check
/** Elements. Text becomes text nodes, and nothing else. */

/** @typedef {Node | string | null | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/**
 * An element. A function is a listener (`onclick`), `true` an attribute without a value, `false`, null and
 * undefined none. `key` is what the element keeps its focus by.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {...Child} children
 */
export function h(tag, { key, ...attributes }, ...children) {
  const element = document.createElement(tag);
  if (typeof key === 'string') element.dataset.key = key;
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {Attributes[string]} value
 */
function put(element, name, value) {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (value === true) element.setAttribute(name, '');
  else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, String(value));
  }
}

/**
 * Shows `children` instead of what stands there. The focus goes where `focus` says, stays on what has the same
 * key, or, when that is gone, goes to the heading.
 * @param {HTMLElement} root
 * @param {Child[]} children
 * @param {string | null} focus
 */
export function show(root, children, focus) {
  const active = document.activeElement;
  const before =
    active instanceof HTMLElement && root.contains(active) ? active.dataset.key : undefined;
  const open = new Set(keysOf(root, 'details[open]'));
  root.replaceChildren(...children.filter((child) => child !== null && child !== false));
  for (const details of root.querySelectorAll('details')) {
    if (open.has(details.dataset.key)) details.open = true;
  }
  const keys = [focus, before, before && 'title'].filter((key) => typeof key === 'string');
  const all = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-key]'));
  const found = keys.map((key) => [...all].find(({ dataset }) => dataset.key === key));
  found.find((element) => element !== undefined)?.focus();
}

/**
 * @param {HTMLElement} root
 * @param {string} selector
 */
function keysOf(root, selector) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
  return [...all].map(({ dataset }) => dataset.key);
}
