// @ts-check
/** The form: what to ask for, and in which language. */

import { days } from '../format.js';
import { KINDS } from '../settings.js';
import { h } from './dom.js';
import { button, heading } from './parts.js';

/** @typedef {import('../sidebar.js').Sidebar} Sidebar */
/** @typedef {NonNullable<import('../sidebar.js').State['form']>} Form */

/**
 * @param {Sidebar} sidebar
 * @param {Form} form
 */
export function askForm(sidebar, form) {
  const { words, settings, facts } = sidebar.tools;
  const hasRequests = sidebar.state.requests?.length !== 0;
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    sidebar.ask();
  };
  return [
    heading(words.ask.title),
    h('p', { class: 'lead' }, words.ask.lead),
    h(
      'form',
      { onsubmit, novalidate: true },
      kindBoxes(sidebar, form),
      languages(sidebar, form),
      h('p', { class: 'hint' }, words.ask.lasts(days(facts.lang, settings.days))),
      h(
        'button',
        {
          key: 'ask',
          class: 'button primary',
          'aria-disabled': sidebar.state.busy !== null ? 'true' : null,
        },
        sidebar.state.busy === 'ask' ? words.ask.making : words.ask.make,
      ),
      h('p', { class: 'hint' }, words.ask.hint),
    ),
    hasRequests &&
      button(sidebar, 'back', words.ask.back, () => sidebar.closeForm(), { look: 'small' }),
  ];
}

/**
 * @param {Sidebar} sidebar
 * @param {Form} form
 */
function kindBoxes(sidebar, form) {
  const { words } = sidebar.tools;
  const error = form.empty && form.kinds.length === 0;
  const boxes = KINDS.map((kind) => {
    const onchange = (/** @type {{ target: HTMLInputElement }} */ { target }) => {
      const kinds = KINDS.filter((it) => (it === kind ? target.checked : form.kinds.includes(it)));
      sidebar.set({ form: { ...form, kinds, touched: true } });
    };
    const checked = form.kinds.includes(kind);
    return choice('checkbox', `kind-${kind}`, words.kinds[kind], checked, onchange, error);
  });
  return h(
    'fieldset',
    {},
    h('legend', {}, words.ask.kinds),
    error && h('p', { class: 'error', id: 'nothing' }, words.ask.nothing),
    ...boxes,
  );
}

/**
 * @param {Sidebar} sidebar
 * @param {Form} form
 */
function languages(sidebar, form) {
  const { words } = sidebar.tools;
  const all = /** @type {const} */ (['en', 'fr']);
  const radios = all.map((lang) => {
    const onchange = () => sidebar.set({ form: { ...form, lang, touched: true } });
    return choice('radio', `lang-${lang}`, words.langs[lang], form.lang === lang, onchange);
  });
  return h('fieldset', { class: 'row' }, h('legend', {}, words.ask.lang), ...radios);
}

/**
 * @param {'checkbox' | 'radio'} type
 * @param {string} key
 * @param {string} label
 * @param {boolean} checked
 * @param {(event: { target: HTMLInputElement }) => void} onchange
 * @param {boolean} [error]
 */
function choice(type, key, label, checked, onchange, error = false) {
  const described = error ? 'nothing' : null;
  const name = type === 'radio' ? 'lang' : null;
  return h(
    'label',
    { class: 'choice' },
    h('input', { type, key, name, checked, onchange, 'aria-describedby': described }),
    h('span', {}, label),
  );
}
