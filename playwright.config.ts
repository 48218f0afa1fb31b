import { defineConfig } from '@playwright/test';

/** `app` drives the built app on the development runtime; `packaged` drives the folder that `npm run package` made. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  // One window at a time has the focus, and a slow machine has two processors.
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  // A machine that is busy with something else for a moment is no reason to turn a commit away; what is flaky is still reported.
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list',
  projects: [
    { name: 'app', testMatch: '**/*.spec.ts', testIgnore: '**/packaged.spec.ts' },
    { name: 'packaged', testMatch: '**/packaged.spec.ts' },
  ],
});
