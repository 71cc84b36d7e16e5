/** A server of an operator with a name, a logo, colours and links. */

import { fileURLToPath } from 'node:url';
import { type Server, startServer } from './server.ts';
import { test as base } from './test.ts';

export const NAME = 'Acme Assistance';
export const IMPRINT = 'https://acme.example/legal';
export const PRIVACY = 'https://acme.example/privacy';

const logo = (name: string): string =>
  fileURLToPath(new URL(`./brand/${name}.svg`, import.meta.url));

const WHOLE = {
  HANDOVER_BRAND_NAME: NAME,
  HANDOVER_BRAND_LOGO: logo('mark'),
  HANDOVER_BRAND_ACCENT: '#5a2a83',
  HANDOVER_BRAND_ACCENT_DARK: '#c9a4ec',
  HANDOVER_BRAND_IMPRINT: IMPRINT,
  HANDOVER_BRAND_PRIVACY: PRIVACY,
};

/** The test of this suite, at a server with these settings. */
const wearing = (settings: Record<string, string>) =>
  base.extend<object, { branded: Server }>({
    branded: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
      async ({}, use) => {
        const server = await startServer(settings);
        await use(server);
        await server.stop();
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ branded }, use) => use(branded.url),
  });

export const test = wearing(WHOLE);

/** With a logo that is the name, and nothing else. */
export const wordmarked = wearing({
  HANDOVER_BRAND_NAME: NAME,
  HANDOVER_BRAND_LOGO: logo('wordmark'),
});

/** As long as a name may be. */
export const LONG = 'Service d’assistance de la Société Acméa';
export const longNamed = wearing({ HANDOVER_BRAND_NAME: LONG });
