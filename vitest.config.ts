import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node resolves it: Vite would take the other build of graphql than its dependents do.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/database/setup.ts'],
    // Files share the modules they import: reading them anew for each took a third of the time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
