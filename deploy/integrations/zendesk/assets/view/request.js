// @ts-check
/** One request of the ticket: how it stands, and what can be done. */

import { moment, until } from '../format.js';
import { isUnfinished, isWaiting, standing } from '../requests.js';
import { h } from './dom.js';
import { button, copyButton } from './parts.js';

/** @typedef {import('../sidebar.js').Sidebar} Sidebar */
/** @typedef {import('../requests.js').Request} Request */
/** @typedef {import('../requests.js').Made} Made */

/** @type {Record<ReturnType<typeof standing>, string>} */
const LOOK = {
  pending: '',
  answered: 'strong',
  claimed: '',
  opened: '',
  finished: 'over',
  expired: 'over',
  revoked: 'over',
  destroyed: 'bad',
  lost: 'bad',
};

/**
 * @param {Sidebar} sidebar
 * @param {Request} request
 */
export function requestCard(sidebar, request) {
  const { words } = sidebar.tools;
  const how = standing(request);
  return h(
    'section',
    { class: 'request', 'aria-labelledby': `standing-${request.id}` },
    h('h2', { id: `standing-${request.id}`, class: `standing ${LOOK[how]}` }, words.standing[how]),
    request.made
      ? h('p', {}, request.made.kinds.map((kind) => words.kinds[kind]).join(' · '))
      : null,
    h('p', { class: 'hint' }, ...times(sidebar, request)),
    isWaiting(request) && waiting(sidebar, request),
    isUnfinished(request) && finishing(sidebar, request),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Request} request
 */
function times({ tools: { words, facts, now } }, request) {
  const when = (/** @type {string | undefined} */ time) => (time ? moment(facts.lang, time) : '');
  const { created_at, expires_at, answered_at, claimed_at, ended_at, finished_at } = request;
  const said = [words.list.asked(when(created_at))];
  if (finished_at) said.push(words.list.finished(when(finished_at)));
  else if (claimed_at) said.push(words.list.collected(when(claimed_at)));
  else if (ended_at) said.push(words.list.ended(when(ended_at)));
  else if (answered_at) said.push(words.list.answered(when(answered_at)));
  if (isWaiting(request)) said.push(words.list.expires(until(facts.lang, expires_at, now())));
  const last = said.length - 1;
  return said.map((text, at) => h('span', { class: 'time' }, at === last ? text : `${text} · `));
}

/**
 * @param {Sidebar} sidebar
 * @param {Request} request
 */
function waiting(sidebar, request) {
  const { words } = sidebar.tools;
  const { made, state } = request;
  return h(
    'div',
    { class: 'parts' },
    made && state === 'pending' ? merchantLink(sidebar, made) : null,
    made ? code(sidebar, made) : null,
    made ? collectLink(sidebar, made, state) : h('p', { class: 'hint' }, words.collect.elsewhere),
    withdrawing(sidebar, request),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Made} made
 */
function merchantLink(sidebar, made) {
  const { merchant } = sidebar.tools.words;
  return h(
    'div',
    {},
    h('h3', {}, merchant.title),
    h(
      'div',
      { class: 'buttons' },
      button(sidebar, `put-${made.id}`, merchant.put, () => sidebar.put(made), { look: 'small' }),
      copyButton(sidebar, `copy-${made.id}`, merchant.copy, made.request),
    ),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Made} made
 */
function code({ tools: { words } }, made) {
  return h(
    'div',
    {},
    h('h3', {}, words.list.code),
    h('p', { class: 'digits', translate: 'no' }, grouped(made.code)),
  );
}

/**
 * The collect link; folded away while it leads to nothing yet, unless it must be taken from here at once.
 * @param {Sidebar} sidebar
 * @param {Made} made
 * @param {Request['state']} state
 */
function collectLink(sidebar, made, state) {
  const { collect } = sidebar.tools.words;
  const { kept } = sidebar.state;
  const inside = [
    h('p', { class: 'hint' }, collect.team),
    kept ? null : h('p', { class: 'box heed' }, collect.unkept),
    collectButtons(sidebar, made, state),
  ];
  if (state === 'answered' || !kept) return h('div', {}, h('h3', {}, collect.title), ...inside);
  const key = `for-you-${made.id}`;
  return h('details', { key }, h('summary', { key: `${key}-summary` }, collect.title), ...inside);
}

/**
 * @param {Sidebar} sidebar
 * @param {Made} made
 * @param {Request['state']} state
 */
function collectButtons(sidebar, made, state) {
  const { collect } = sidebar.tools.words;
  const answered = state === 'answered';
  const open = h(
    'a',
    {
      key: `open-${made.id}`,
      class: answered ? 'button primary' : 'button small',
      href: made.collect,
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    answered ? collect.open : collect.look,
    h('span', { class: 'spoken' }, ` (${collect.newTab})`),
  );
  return h(
    'div',
    { class: 'buttons' },
    open,
    copyButton(sidebar, `collect-${made.id}`, collect.copy, made.collect),
    button(sidebar, `note-${made.id}`, collect.note, () => sidebar.note(made), { look: 'small' }),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Request} request
 */
function withdrawing(sidebar, request) {
  const { withdraw } = sidebar.tools.words;
  const { id, state } = request;
  if (sidebar.state.sure !== id) {
    const sure = () => sidebar.set({ sure: id, notice: null, focus: `sure-${id}` });
    return button(sidebar, `ask-${id}`, withdraw.button, sure, { look: 'small bad' });
  }
  const back = () => sidebar.set({ sure: null, focus: `ask-${id}` });
  const onkeydown = (/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && back();
  return h(
    'div',
    { class: 'box bad', key: `sure-${id}`, tabindex: '-1', onkeydown },
    h('p', {}, state === 'answered' ? withdraw.answered : withdraw.pending),
    h(
      'div',
      { class: 'buttons' },
      button(sidebar, `withdraw-${id}`, withdraw.yes, () => sidebar.withdraw(request), {
        look: 'bad',
      }),
      button(sidebar, `keep-${id}`, withdraw.no, back),
    ),
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Request} request
 */
function finishing(sidebar, request) {
  const { finish } = sidebar.tools.words;
  return h(
    'div',
    { class: 'parts close' },
    button(sidebar, `finish-${request.id}`, finish.button, () => sidebar.finish(request)),
    h('p', { class: 'hint' }, finish.hint),
  );
}

/**
 * Three digits and three, as they are read out.
 * @param {string} code
 */
function grouped(code) {
  return `${code.slice(0, 3)}\u00a0${code.slice(3)}`;
}
