import { defineConfig } from 'vite';

// The terminal program for plain Node: one folder of modules without dependencies, so that it starts fast.
export default defineConfig({
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/terminal',
    rollupOptions: { input: { cli: 'src-main/cli.ts' } },
  },
});
