import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, claim } from './claim';
import type { Ground, GroupGround } from './ground';
import { launch } from './launch';
import { ip, makeNamespace, openPorts, removeNamespace, removeNetwork, run } from './network';
import { enterView } from './view';

/**
 * A network namespace for each group, joined by a bridge that only this computer reaches: a /24 of 198.18.0.0/15, the block for
 * measurements (RFC 2544), which no network uses. Undefined where this is not permitted: it takes Linux, root and iproute2.
 */
export async function openNamespaces(): Promise<Ground | undefined> {
  if (ip === undefined || process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const used = await run('route', 'show', 'table', 'all').catch(() => '');
  const claimed = await claim({
    name: 'network',
    count: 512,
    isUsable: (number) => !used.includes(`${blockOf(number)}.`),
    clean: (number) => removeNetwork(`lkaz${number}`),
  });
  const bridge = `lkaz${claimed.number}`;
  const ground = groundOn(claimed, bridge);
  try {
    await removeNetwork(bridge);
    await run('link', 'add', bridge, 'type', 'bridge');
    await run('addr', 'add', `${ground.block}.1/24`, 'dev', bridge);
    await run('link', 'set', bridge, 'up');
    await tryOut(ground);
    return ground;
  } catch {
    await ground.close();
    return undefined;
  }
}

function groundOn(claimed: Claim, bridge: string): Ground {
  let opened = 0;
  return {
    isolation: 'network-namespaces',
    block: blockOf(claimed.number),
    folder: claimed.folder,
    openGroup: async (address, publicPorts) => {
      const name = `${bridge}-${(opened += 1)}`;
      await makeNamespace(name, bridge, address);
      await openPorts(name, publicPorts);
      return groupIn(name, claimed.folder);
    },
    close: async () => {
      await removeNetwork(bridge);
      claimed.release();
    },
  };
}

function groupIn(name: string, folder: string): GroupGround {
  const views = join(folder, 'views');
  mkdirSync(views, { recursive: true });
  return {
    listenAt: { outside: '0.0.0.0', inside: '0.0.0.0' },
    pathOf: ({ path }) => path,
    rewrite: (text) => text,
    enter: (argv, mounts) => {
      const view = mkdtempSync(join(views, 'view-'));
      return [ip ?? 'ip', 'netns', 'exec', name, ...enterView(view, mounts, argv)];
    },
    close: () => removeNamespace(name),
  };
}

/** Whether a container starts at all: overlays and namespaces may be forbidden, whoever asks. */
async function tryOut(ground: Ground): Promise<void> {
  const group = await ground.openGroup(`${ground.block}.254`, []);
  const command = group.enter(['true'], [{ source: ground.folder, path: '/try/out', readOnly: true }]);
  const { exitCode } = await launch(command, { env: {}, fifo: join(ground.folder, 'try-out'), write: () => undefined })
    .ended;
  await group.close();
  if (exitCode !== 0) throw new Error('No container can be started here.');
}

function blockOf(number: number): string {
  return `198.${18 + Math.floor(number / 256)}.${number % 256}`;
}
