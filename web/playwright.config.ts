import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;

/** Tests of what is handed out once, and of what stays secret. */
const STRICT =
  /opens once|opens them, once|handed over once|press at once|in no (page|request|storage)|injection\.spec/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Patience on a busy machine; nothing waits for a time to pass.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  // Of five hundred tests of a whole browser, one that passes at the second try is named as flaky at the end.
  // What is handed out twice once in a thousand runs is a fault of the product: no second try.
  projects: [
    { name: 'strict', grep: STRICT, retries: 0 },
    { name: 'pages', grepInvert: STRICT, retries: 1 },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    screenshot: 'off',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        ...(root ? ['--no-sandbox'] : []),
      ],
    },
  },
});
