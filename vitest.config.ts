import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

/** Importing electron outside src-main/electron is a mistake that shows in the first test that touches it. */
const electronThrows = {
  find: /^electron$/u,
  replacement: fileURLToPath(new URL('tests/support/electron-is-out-of-reach.ts', import.meta.url)),
};

/**
 * What runs under Node alone: jsdom does not load in the Node of the Electron that the tests may run on, and what talks to the
 * emulator does so by Node's own fetch, which the application has no use for (tests/e2e/azure*.spec.ts go the application's way).
 */
const underNodeAlone =
  process.versions['electron'] === undefined
    ? []
    : [
        'tests/main/deployments/html-report.test.ts',
        'tests/main/azure/**',
        'tests/main/azure-emulator/**',
        'tests/main/targets/container-instances/**',
      ];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [electronThrows] },
        test: { name: 'shared', include: ['tests/shared/**/*.test.ts'], environment: 'node' },
      },
      {
        resolve: { alias: [electronThrows] },
        test: {
          name: 'main',
          include: ['tests/main/**/*.test.ts', 'tests/security/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...underNodeAlone],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias: [electronThrows] },
        test: {
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          environment: 'node',
          testTimeout: 600_000,
        },
      },
      {
        resolve: { alias: [electronThrows] },
        test: {
          name: 'tls-scan',
          include: ['tests/tls-scan/**/*.test.ts'],
          environment: 'node',
          testTimeout: 600_000,
        },
      },
      {
        plugins: [react()],
        resolve: { alias: [electronThrows] },
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['tests/renderer/setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
