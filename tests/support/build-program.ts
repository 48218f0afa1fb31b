import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds a TypeScript program for Node as the application's build does; answers where it stands, in `folder`. */
export async function buildProgram(source: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      rollupOptions: { input: source, output: { entryFileNames: 'program.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  const program = join(folder, 'program.mjs');
  if (!existsSync(program)) throw new Error(`${source} was not built`);
  return program;
}
