import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

export default defineConfig(base, {
  testDir: '.',
  testMatch: 'pictures.ts',
  outputDir: '../../test-results/gallery',
  globalTeardown: './sheet.ts',
  reporter: [['dot']],
  use: { trace: 'off' },
});
