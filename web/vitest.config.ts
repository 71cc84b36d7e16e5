import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A file that needs a document says so: // @vitest-environment happy-dom
    environment: 'node',
    setupFiles: ['test/seed.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    retry: 0,
    // Argon2id on a busy machine.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
