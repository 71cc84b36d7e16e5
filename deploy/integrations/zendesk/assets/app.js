// @ts-check
/** The sidebar app: what it is made of, and which of Zendesk's events it follows. */

import { facts } from './desk.js';
import { clean } from './kept.js';
import { Pulse } from './pulse.js';
import { Server } from './server.js';
import { language, readSettings } from './settings.js';
import { Sidebar } from './sidebar.js';
import { watchSolving } from './solved.js';
import { h, show } from './view/dom.js';
import { page } from './view/page.js';
import { words as en } from './words/en.js';
import { words as fr } from './words/fr.js';

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
const status = /** @type {HTMLElement} */ (document.getElementById('status'));

/** @param {unknown} scheme 'light' or 'dark' */
function setScheme(scheme) {
  document.documentElement.dataset.scheme = scheme === 'dark' ? 'dark' : 'light';
}

/** @param {string} text */
function only(text) {
  show(root, [h('p', { class: 'box heed' }, text)], null);
}

/** @param {Sidebar} sidebar */
function draw(sidebar) {
  const { focus, spoken } = sidebar.state;
  sidebar.state.focus = null;
  if (status.textContent !== spoken) status.textContent = spoken;
  show(root, page(sidebar), focus);
}

/** The words before Zendesk has said which language the agent speaks. */
function tongue() {
  return language(navigator.language) === 'fr' ? fr : en;
}

/** @param {ZafClient} client */
async function start(client) {
  client.on('colorScheme.changed', setScheme);
  fitHeight(client);
  const [known, { settings: raw }] = await Promise.all([facts(client), client.metadata()]);
  document.documentElement.lang = known.lang;
  const words = known.lang === 'fr' ? fr : en;
  const settings = readSettings(raw);
  if (settings === null) return only(words.unset);
  clean(Date.now());
  const server = new Server(client, settings.server);
  const sidebar = new Sidebar({
    client,
    server,
    settings,
    facts: known,
    words,
    now: Date.now,
    draw,
  });
  draw(sidebar);
  watchSolving(client, sidebar);
  watchTicket(client, new Pulse(() => sidebar.look()));
}

/**
 * Looks while the ticket's tab is in front, in Zendesk and in the browser.
 * @param {ZafClient} client
 * @param {Pulse} pulse
 */
function watchTicket(client, pulse) {
  let active = true;
  const follow = () => {
    if (active && !document.hidden) void pulse.wake();
    else pulse.sleep();
  };
  client.on('app.activated', () => {
    active = true;
    follow();
  });
  client.on('app.deactivated', () => {
    active = false;
    follow();
  });
  document.addEventListener('visibilitychange', follow);
  follow();
}

/**
 * The frame is as high as what is in it.
 * @param {ZafClient} client
 */
function fitHeight(client) {
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    void client.invoke('resize', { width: '100%', height: `${height}px` });
  }).observe(document.body);
}

setScheme(new URLSearchParams(location.search).get('colorScheme'));
const client = typeof ZAFClient === 'undefined' ? false : ZAFClient.init();
if (client === false) only(tongue().outside);
else start(client).catch(() => only(tongue().silent));
