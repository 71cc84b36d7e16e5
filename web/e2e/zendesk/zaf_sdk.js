// @ts-check
// What the app uses of Zendesk's SDK: the same messages to the page around the frame, in as few lines.

(() => {
  const { searchParams } = new URL(location.href);
  const origin = searchParams.get('origin');

  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: any) => void }>} */
  const waiting = new Map();
  /** @type {Map<string, ((data: any) => void)[]>} */
  const handlers = new Map();
  /** @type {(data: any) => void} */
  let register = () => {};
  /** @type {Promise<any>} */
  const registered = new Promise((resolve) => {
    register = resolve;
  });
  let last = 0;

  /** @param {object} message */
  const send = (message) => parent.postMessage(JSON.stringify(message), origin ?? '');

  addEventListener('message', (event) => {
    if (event.origin !== origin) return;
    const { id, result, error, key, message } = JSON.parse(event.data);
    if (id !== undefined) {
      const { resolve, reject } = waiting.get(id) ?? {};
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    } else if (key === 'zaf.app.registered') {
      register(message);
    } else {
      for (const handler of handlers.get(key.slice('zaf.'.length)) ?? []) handler(message);
    }
  });

  /**
   * @param {string} request
   * @param {unknown} params
   */
  async function call(request, params) {
    await registered;
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ id, request, params });
    });
  }

  /**
   * @param {string} name
   * @param {(data: any) => void} handler
   */
  function on(name, handler) {
    handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    void registered.then(() => send({ key: `iframe.on:${name}` }));
  }

  const client = {
    on,
    get: (/** @type {string[]} */ paths) => call('get', paths),
    invoke: (/** @type {string} */ action, /** @type {unknown[]} */ ...args) =>
      call('invoke', { [action]: args }),
    metadata: async () => (await registered).metadata,
    request: async (/** @type {object} */ options) => {
      await registered;
      last += 1;
      const key = `request:${last}`;
      return new Promise((resolve, reject) => {
        handlers.set(`${key}.done`, [({ responseArgs }) => resolve(responseArgs[0])]);
        handlers.set(`${key}.fail`, [({ responseArgs }) => reject(responseArgs[0])]);
        send({ key, message: options });
      });
    },
  };

  const init = () => {
    if (origin === null) return false;
    send({ key: 'iframe.handshake', message: { version: '2.0' } });
    return client;
  };
  Object.assign(globalThis, { ZAFClient: { init } });
})();
