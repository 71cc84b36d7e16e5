// @ts-check
/** What several parts of the view are made of. */

import { h } from './dom.js';

/** @typedef {import('../sidebar.js').Sidebar} Sidebar */

/**
 * A button; one that works says so, and none can be pressed meanwhile. It keeps the focus.
 * @param {Sidebar} sidebar
 * @param {string} key
 * @param {string} label
 * @param {() => void} onclick
 * @param {{ look?: string, working?: string }} [how]
 */
export function button({ state }, key, label, onclick, { look = '', working = label } = {}) {
  const busy = state.busy !== null;
  return h(
    'button',
    {
      type: 'button',
      key,
      class: `button ${look}`,
      'aria-disabled': busy ? 'true' : null,
      onclick,
    },
    state.busy === key ? working : label,
  );
}

/**
 * Copies a text. Both labels lie over each other, so that the button keeps its width.
 * @param {Sidebar} sidebar
 * @param {string} key
 * @param {string} label
 * @param {string} text
 */
export function copyButton(sidebar, key, label, text) {
  const { state, tools } = sidebar;
  const done = state.copied === key;
  return h(
    'button',
    {
      type: 'button',
      key,
      class: 'button small',
      onclick: () => void sidebar.copy(key, text, label),
    },
    h(
      'span',
      { class: 'swap', 'data-done': String(done) },
      h('span', { 'aria-hidden': done ? 'true' : null }, label),
      h('span', { 'aria-hidden': done ? null : 'true' }, tools.words.copied),
    ),
  );
}

/** @param {string} text */
export function heading(text) {
  return h('h1', { key: 'title', tabindex: '-1' }, text);
}

/**
 * Something that happened; it takes the focus, so that it is read.
 * @param {string} key
 * @param {'good' | 'heed' | 'bad'} look
 * @param {string} text
 * @param {...import('./dom.js').Child} children
 */
export function box(key, look, text, ...children) {
  const id = `said-${key}`;
  return h(
    'div',
    { key, class: `box ${look}`, tabindex: '-1', role: 'group', 'aria-labelledby': id },
    h('p', { id }, text),
    ...children,
  );
}
