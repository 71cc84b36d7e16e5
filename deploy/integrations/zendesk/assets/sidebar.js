// @ts-check
/** What the agent sees, as data, and what a press does. The view draws the one and calls the other. */

import { copyText } from './copy.js';
import { addNote, putIntoReply } from './desk.js';
import { list, zonedMoment } from './format.js';
import { isPast, keep, recall } from './kept.js';
import { Refusal, refused } from './refusal.js';
import { richReply } from './reply.js';
import { fresh, idempotencyKey, isOpen, isUnfinished, joined, standing } from './requests.js';
import { reply as en } from './words/en.js';
import { reply as fr } from './words/fr.js';

/** @typedef {import('./requests.js').Made} Made */
/** @typedef {import('./requests.js').Request} Request */
/** @typedef {import('./settings.js').Kind} Kind */
/** @typedef {import('./format.js').Lang} Lang */

/**
 * `requests`: null until the first look. `form`: what is being asked for, null while nothing is; `touched` once the
 * agent has opened or changed it.
 * `busy`: the press that is under way. `trouble`: why the last press did nothing. `stale`: why what is shown
 * may be old. `looked`: when the server was last heard. `sure`: the request whose withdrawal is being confirmed.
 * `kept`: whether this browser keeps the links. `copied`: the button that has just copied; `byHand`: what the agent
 * must copy. `focus`: what takes the focus once it is drawn; `spoken`: what is said to those who do not see it.
 * @typedef {{
 *   requests: Request[] | null,
 *   form: { kinds: Kind[], lang: Lang, empty: boolean, touched: boolean } | null,
 *   busy: string | null,
 *   trouble: { name: string, refusal: Refusal, again: () => void } | null,
 *   stale: Refusal | null,
 *   looked: number,
 *   notice: { text: string, heed: boolean } | null,
 *   sure: string | null,
 *   kept: boolean,
 *   copied: string | null,
 *   byHand: string | null,
 *   spoken: string,
 *   focus: string | null,
 * }} State
 */

/**
 * @typedef {{
 *   client: ZafClient,
 *   server: import('./server.js').Server,
 *   settings: import('./settings.js').Settings,
 *   facts: import('./desk.js').Facts,
 *   words: import('./words/en.js').Words,
 *   now: () => number,
 *   draw: (sidebar: Sidebar) => void,
 * }} Tools
 */

export class Sidebar {
  /** @param {Tools} tools */
  constructor(tools) {
    this.tools = tools;
    /** @type {State} */
    this.state = {
      requests: null,
      form: null,
      busy: null,
      trouble: null,
      stale: null,
      looked: 0,
      notice: null,
      sure: null,
      kept: true,
      copied: null,
      byHand: null,
      spoken: '',
      focus: null,
    };
    this.made = recall(tools.facts.ticket);
  }

  /** @param {Partial<State>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    this.tools.draw(this);
  }

  /**
   * Asks the server how the ticket's requests stand. What goes wrong is shown beside what is known, and given
   * back: nobody pressed anything.
   * @returns {Promise<Refusal | null>}
   */
  async look() {
    try {
      await this.load();
      return null;
    } catch (cause) {
      const refusal = refused(cause, navigator.onLine);
      this.set({ stale: refusal });
      return refusal;
    }
  }

  async load() {
    const { facts, server, now } = this.tools;
    const listed = await server.list(facts.ticket);
    const requests = joined(listed, this.made, this.state.requests ?? [], now());
    this.remember(this.made.filter((made) => this.isOfUse(made, requests)));
    this.set({
      requests,
      spoken: this.news(requests),
      looked: now(),
      stale: null,
      form: this.formBeside(requests),
      ...(this.state.trouble?.name === 'refresh' && { trouble: null }),
    });
  }

  /**
   * The form is there by itself where there is no request yet, and gives way to one of a colleague's.
   * @param {readonly Request[]} requests
   */
  formBeside(requests) {
    const { form, busy } = this.state;
    if (requests.length === 0) return form ?? this.newForm();
    return form?.touched || busy === 'ask' ? form : null;
  }

  /**
   * What has changed since the last look, in words.
   * @param {readonly Request[]} requests
   */
  news(requests) {
    if (this.state.requests === null) return '';
    const before = new Map(this.state.requests.map((it) => [it.id, standing(it)]));
    const changed = requests.filter((it) => before.get(it.id) !== standing(it));
    return changed.map((it) => this.tools.words.standing[standing(it)]).join('. ');
  }

  /**
   * A link is of use while its request is open.
   * @param {Made} made
   * @param {readonly Request[]} requests
   */
  isOfUse(made, requests) {
    const request = requests.find(({ id }) => id === made.id);
    return request !== undefined && isOpen(request) && !isPast(made, this.tools.now());
  }

  /** @param {Made[]} made */
  remember(made) {
    const same = made.length === this.made.length && made.every((it) => this.made.includes(it));
    if (same) return;
    this.made = made;
    this.set({ kept: keep(this.tools.facts.ticket, made) });
  }

  /**
   * Does what the agent pressed, one thing at a time. A refusal is told, with a way to try again.
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  async press(name, work) {
    if (this.state.busy !== null) return;
    this.set({ busy: name, trouble: null, notice: null });
    try {
      await work();
    } catch (cause) {
      const refusal = refused(cause, navigator.onLine);
      this.set({
        trouble: { name, refusal, again: () => void this.press(name, work) },
        focus: 'trouble',
      });
    } finally {
      this.set({ busy: null });
    }
  }

  newForm() {
    const { settings, facts } = this.tools;
    return { kinds: [...settings.kinds], lang: facts.merchant, empty: false, touched: false };
  }

  openForm() {
    const form = { ...this.newForm(), touched: true };
    this.set({ form, notice: null, trouble: null, sure: null, focus: 'title' });
  }

  closeForm() {
    this.set({ form: null, trouble: null, focus: 'again' });
  }

  /** Makes the request, keeps its links, and puts the one for the merchant into the reply. */
  ask() {
    const { form } = this.state;
    if (form === null) return;
    if (form.kinds.length === 0) {
      this.set({ form: { ...form, empty: true }, focus: 'kind-backoffice' });
      return;
    }
    const { kinds, lang } = form;
    const { settings, facts } = this.tools;
    const wish = { ask: kinds, reference: facts.ticket, lang, expires_in: settings.days * 86400 };
    const key = idempotencyKey(wish, this.state.requests?.[0]?.id);
    void this.press('ask', () => this.make(wish, kinds, key));
  }

  /**
   * @param {import('./requests.js').Wish} wish
   * @param {Kind[]} kinds
   * @param {string} key
   */
  async make(wish, kinds, key) {
    const { server, now } = this.tools;
    const asked = await server.ask(wish, key);
    /** @type {Made} */
    const made = {
      id: asked.id,
      request: asked.request_link,
      collect: asked.collect_link,
      code: asked.code,
      kinds,
      lang: wish.lang,
      created: new Date(now()).toISOString(),
      expires: asked.expires_at,
    };
    const others = this.made.filter(({ id }) => id !== made.id);
    this.remember([made, ...others]);
    const requests = (this.state.requests ?? []).filter(({ id }) => id !== made.id);
    this.set({ requests: [fresh(made), ...requests], form: null, sure: null });
    await this.toReply(made);
  }

  /** @param {Made} made */
  put(made) {
    void this.press(`put-${made.id}`, () => this.toReply(made));
  }

  /** @param {Made} made */
  async toReply({ request, kinds, lang, expires }) {
    const { client, words } = this.tools;
    const { asking, asked } = lang === 'fr' ? fr : en;
    const what = list(
      lang,
      kinds.map((kind) => asked[kind]),
    );
    const text = asking(request, zonedMoment(lang, expires), what);
    const outcome = await putIntoReply(client, text, richReply(text, request));
    this.tell(words.put[outcome], outcome !== 'put');
  }

  /** @param {Made} made */
  note(made) {
    const { client, words, facts } = this.tools;
    void this.press(`note-${made.id}`, async () => {
      await addNote(
        client,
        facts.ticket,
        words.collect.noteText(facts.ticket, made.code, made.collect),
      );
      this.tell(words.collect.noted);
    });
  }

  /** @param {Request} request */
  withdraw({ id }) {
    const { server, words } = this.tools;
    void this.press(`withdraw-${id}`, async () => {
      this.set({ sure: null });
      const late = await ended(server.withdraw(id));
      this.change(id, late ? {} : { state: 'revoked' });
      this.tell(late ? words.withdraw.tooLate : words.withdraw.done, late);
      await this.look();
    });
  }

  /** @param {Request} request */
  finish({ id }) {
    const { words } = this.tools;
    void this.press(`finish-${id}`, async () => {
      await this.sayFinished(id);
      this.tell(words.finish.done);
    });
  }

  /** @param {string} id */
  async sayFinished(id) {
    await this.tools.server.finish(id);
    this.change(id, { finished_at: new Date(this.tools.now()).toISOString() });
  }

  /** The requests whose intervention is over once the ticket is solved. */
  unfinished() {
    return (this.state.requests ?? []).filter(isUnfinished);
  }

  /**
   * Copies a text; where the browser does not let us, the agent does.
   * @param {string} name the button's
   * @param {string} text
   * @param {string} what
   */
  async copy(name, text, what) {
    const { words } = this.tools;
    if (!(await copyText(text))) {
      this.set({ byHand: text, focus: 'byhand' });
      return;
    }
    this.set({ copied: name, byHand: null, spoken: words.copiedThing(what) });
    setTimeout(() => this.state.copied === name && this.set({ copied: null, spoken: '' }), 2000);
  }

  refresh() {
    void this.press('refresh', () => this.load());
  }

  /**
   * @param {string} text
   * @param {boolean} [heed] whether there is something left to do
   */
  tell(text, heed = false) {
    this.set({ notice: { text, heed }, focus: 'notice' });
  }

  /**
   * What the server has just said of a request, before its list says so.
   * @param {string} id
   * @param {Partial<Request>} change
   */
  change(id, change) {
    const requests = (this.state.requests ?? []).map((it) =>
      it.id === id ? { ...it, ...change } : it,
    );
    this.set({ requests });
  }
}

/**
 * Whether it was too late for a call, by the state of the request.
 * @param {Promise<void>} call
 */
async function ended(call) {
  try {
    await call;
    return false;
  } catch (cause) {
    if (cause instanceof Refusal && cause.reason === 'state') return true;
    throw cause;
  }
}
