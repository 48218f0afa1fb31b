import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** A worker or program for Node, built as the application's build does it; `remove` deletes what was built. */
export interface BuiltProgram {
  readonly path: string;
  readonly url: URL;
  remove(): void;
}

/** Workers and processes run built code. @param source Of the program, from the root of the project. */
export async function buildProgram(source: string): Promise<BuiltProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-program-'));
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
  const path = join(folder, 'program.mjs');
  if (!existsSync(path)) throw new Error(`${source} was not built`);
  return { path, url: pathToFileURL(path), remove: () => rmSync(folder, { recursive: true }) };
}
