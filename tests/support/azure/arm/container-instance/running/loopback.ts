import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { claim } from './claim';
import type { Ground, GroupGround, Mount } from './ground';

/**
 * Where there are no namespaces: each group gets two addresses of loopback, one to be reached at and one in place of its own
 * 127.0.0.1, and its configuration is rewritten to say so. Undefined where that can't be: other systems have one such address,
 * and some let only root listen on 443.
 */
export async function openLoopback(): Promise<Ground | undefined> {
  if (process.platform !== 'linux' || !(await canListen('127.77.0.1', 443))) return undefined;
  const kind = { name: 'loopback', count: 256, isUsable: () => true, clean: async () => undefined };
  const { number, folder, release } = await claim(kind);
  return {
    isolation: 'loopback',
    block: `127.77.${number}`,
    folder,
    openGroup: async (address, publicPorts) => groupAt(address, publicPorts, folder),
    close: async () => release(),
  };
}

function groupAt(outside: string, publicPorts: readonly number[], folder: string): GroupGround {
  const inside = outside.replace('127.77.', '127.78.');
  const scratch = join(folder, `tmp-${outside}`);
  // Started by root, nginx works as nobody.
  mkdirSync(scratch, { recursive: true, mode: 0o755 });
  return {
    listenAt: { outside, inside },
    pathOf: ({ source }) => source,
    rewrite: (text, mounts) => {
      const listening = text.replaceAll(
        /\blisten\s+(?<port>\d+)\b/gu,
        (_all, port: string) => `listen ${publicPorts.includes(Number(port)) ? outside : inside}:${port}`,
      );
      const local = listening.replaceAll(/\b(?:127\.0\.0\.1|localhost)(?=:\d)/gu, inside);
      return inPlace(inPlace(local, { path: '/tmp', source: scratch }), ...mounts);
    },
    enter: (argv) => argv,
    close: async () => undefined,
  };
}

/** Paths below the mounts, where they really are. */
function inPlace(text: string, ...mounts: readonly Pick<Mount, 'path' | 'source'>[]): string {
  return mounts.reduce(
    (changed, { path, source }) =>
      changed.replaceAll(new RegExp(`(?<![\\w/.-])${path.replaceAll('.', '\\.')}(?=[/;\\s"]|$)`, 'gu'), source),
    text,
  );
}

async function canListen(host: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch (cause) {
    // Another emulator tries it at this moment.
    return (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
  } finally {
    server.close();
  }
}
