// @ts-check
/** The whole of what the agent sees. */

import { clock } from '../format.js';
import { isOpen } from '../requests.js';
import { askForm } from './ask.js';
import { h } from './dom.js';
import { box, button, heading } from './parts.js';
import { requestCard } from './request.js';

/** @typedef {import('../sidebar.js').Sidebar} Sidebar */
/** @typedef {import('../refusal.js').Refusal} Refusal */

/**
 * @param {Sidebar} sidebar
 * @returns {import('./dom.js').Child[]}
 */
export function page(sidebar) {
  const { requests, form } = sidebar.state;
  const told = [trouble(sidebar), notice(sidebar), byHand(sidebar)];
  if (requests === null) return [...told, unknown(sidebar)];
  if (form !== null) return [...told, ...askForm(sidebar, form), stale(sidebar)];
  return [...told, ...list(sidebar, requests)];
}

/**
 * Before the first look has told anything.
 * @param {Sidebar} sidebar
 */
function unknown(sidebar) {
  const { state, tools } = sidebar;
  if (state.trouble !== null) return null;
  if (state.stale === null) return h('p', { class: 'hint' }, tools.words.loading);
  return refusalBox(sidebar, 'stale', state.stale, () => sidebar.refresh());
}

/** @param {Sidebar} sidebar */
function trouble(sidebar) {
  const { trouble } = sidebar.state;
  return trouble && refusalBox(sidebar, 'trouble', trouble.refusal, trouble.again);
}

/**
 * @param {Sidebar} sidebar
 * @param {string} key
 * @param {Refusal} refusal
 * @param {() => void} again
 */
function refusalBox(sidebar, key, { reason, detail }, again) {
  const { words } = sidebar.tools;
  return box(
    key,
    'bad',
    words.refused[reason],
    reason === 'invalid' && detail !== '' && h('p', { class: 'detail' }, words.says(detail)),
    button(sidebar, `again-${key}`, words.tryAgain, again),
  );
}

/** @param {Sidebar} sidebar */
function notice({ state: { notice } }) {
  return notice && box('notice', notice.heed ? 'heed' : 'good', notice.text);
}

/** @param {Sidebar} sidebar */
function byHand({ state: { byHand }, tools: { words } }) {
  if (byHand === null) return null;
  const onfocus = (/** @type {{ target: HTMLTextAreaElement }} */ { target }) => target.select();
  return box(
    'byhandbox',
    'heed',
    words.copyFailed,
    h(
      'textarea',
      { key: 'byhand', readonly: true, rows: 3, onfocus, 'aria-labelledby': 'said-byhandbox' },
      byHand,
    ),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {import('../requests.js').Request[]} requests
 */
function list(sidebar, requests) {
  const { words } = sidebar.tools;
  const open = requests.filter(isOpen);
  const over = requests.filter((request) => !isOpen(request));
  const first = open.length === 0 ? over.slice(0, 1) : open;
  const earlier = open.length === 0 ? over.slice(1) : over;
  return [
    heading(words.list.title),
    ...first.map((request) => requestCard(sidebar, request)),
    button(sidebar, 'again', words.list.again, () => sidebar.openForm(), { look: 'full' }),
    earlier.length > 0 &&
      h(
        'details',
        { key: 'earlier' },
        h('summary', { key: 'earlier-summary' }, words.list.earlier(earlier.length)),
        ...earlier.map((request) => requestCard(sidebar, request)),
      ),
    foot(sidebar),
  ];
}

/** @param {Sidebar} sidebar */
function foot(sidebar) {
  const { state, tools } = sidebar;
  const { words, facts } = tools;
  return h(
    'div',
    { class: 'foot' },
    stale(sidebar) ?? h('p', { class: 'hint' }, words.list.looked(clock(facts.lang, state.looked))),
    button(sidebar, 'refresh', words.list.refresh, () => sidebar.refresh(), { look: 'small' }),
  );
}

/** @param {Sidebar} sidebar */
function stale({ state: { stale, looked }, tools: { words, facts } }) {
  if (stale === null) return null;
  const text = `${words.refused[stale.reason]} ${words.stale(clock(facts.lang, looked))}`;
  return h('p', { class: 'box heed' }, text);
}
