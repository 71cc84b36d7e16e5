// @ts-check
// A page around the app that answers the messages of Zendesk's SDK, as Zendesk's page does. What Zendesk's
// servers do, its proxy above all, the test does for it: `zendesk(options)` is the answer to a request.

/** @type {any} */
const { desk, zendesk } = globalThis;
const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('app'));
const reply = /** @type {HTMLElement} */ (document.getElementById('reply'));

/** What the app can get: by path. */
const facts = () => ({
  'ticket.id': desk.ticket,
  'ticket.status': desk.status,
  'ticket.requester.locale': desk.requester,
  'currentUser.locale': desk.agent,
  'comment.type': desk.comment,
  'comment.useRichText': desk.rich,
});

/** @type {Record<string, (...args: any[]) => void>} */
const actions = {
  'comment.appendText': (text) => reply.append(text),
  // The editor takes HTML, as Zendesk's does.
  'comment.appendHtml': (html) => reply.insertAdjacentHTML('beforeend', html),
  resize: ({ height }) => {
    frame.style.height = height;
  },
  notify: (text, kind) => {
    const item = document.createElement('li');
    item.className = kind;
    item.textContent = text;
    document.getElementById('notices')?.append(item);
  },
};

/** @type {Record<string, (params: any) => object>} */
const answers = {
  get: (/** @type {string[]} */ paths) => {
    const known = Object.entries(facts()).filter(([path]) => paths.includes(path));
    return { ...Object.fromEntries(known), errors: {} };
  },
  invoke: (params) => {
    for (const [action, args] of Object.entries(params)) {
      if (desk.refuses === action) throw new Error(`${action} is not available here`);
      actions[action]?.(...args);
    }
    return {};
  },
};

/** @param {object} message */
const send = (message) => frame.contentWindow?.postMessage(JSON.stringify(message), desk.app);

/**
 * @param {string} name
 * @param {unknown} [message]
 */
const emit = (name, message) => send({ key: `zaf.${name}`, message });

/** @param {any} message */
async function proxy({ key, message }) {
  const response = await zendesk(message);
  const done = response.status >= 200 && response.status < 300;
  emit(`${key}.${done ? 'done' : 'fail'}`, { responseArgs: [response] });
}

/** @param {any} message */
function answer({ id, request, params }) {
  try {
    send({ id, result: answers[request]?.(params) });
  } catch (error) {
    send({ id, error: { name: 'Error', message: String(error) } });
  }
}

addEventListener('message', ({ data, origin }) => {
  if (origin !== desk.app) return;
  const message = JSON.parse(data);
  if (message.key === 'iframe.handshake') {
    emit('app.registered', { metadata: { settings: desk.settings }, context: {} });
  } else if (message.id !== undefined) answer(message);
  else if (message.key?.startsWith('request:')) void proxy(message);
});

document.getElementById('solve')?.addEventListener('click', () => {
  desk.status = 'solved';
  emit('ticket.submit.start');
  emit(desk.saves ? 'ticket.submit.done' : 'ticket.submit.fail');
});

Object.assign(globalThis, { emit });
const query = new URLSearchParams({
  origin: location.origin,
  app_guid: 'a-guid',
  colorScheme: desk.scheme,
});
frame.src = `${desk.app}/1/assets/iframe.html?${query}`;
