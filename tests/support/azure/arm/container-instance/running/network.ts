import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The program of iproute2, where it is there: ordinary users have no /usr/sbin in their PATH. */
export const ip = ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'].find((path) => existsSync(path));

/** A namespace with an address in the network of a bridge. */
export async function makeNamespace(name: string, bridge: string, address: string): Promise<void> {
  await run('netns', 'add', name);
  await run('link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  await run('link', 'set', name, 'master', bridge, 'up');
  // Of the address, so that nobody remembers another one when the group comes again.
  const mac = ['02', '00', ...address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'))].join(':');
  await run('-n', name, 'link', 'set', 'eth0', 'address', mac, 'up');
  await run('-n', name, 'link', 'set', 'lo', 'up');
  await run('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
}

/** As in Azure, what comes for another port vanishes. Rules of routing do it: they need no package and no firewall. */
export async function openPorts(name: string, ports: readonly number[]): Promise<void> {
  const comes = ['iif', 'eth0', 'ipproto', 'tcp'];
  for (const port of ports)
    await run('-n', name, 'rule', 'add', 'pref', '1', ...comes, 'dport', `${port}`, 'lookup', 'local');
  await run('-n', name, 'rule', 'add', 'pref', '2', ...comes, 'blackhole');
  await run('-n', name, 'rule', 'add', 'pref', '3', 'lookup', 'local');
  await run('-n', name, 'rule', 'del', 'pref', '0');
}

/** Removes a bridge and every namespace that is named after it, with what runs in there. */
export async function removeNetwork(bridge: string): Promise<void> {
  const names = (await run('netns', 'list')).split('\n').map((line) => line.split(' ', 1)[0] ?? '');
  for (const name of names.filter((each) => each.startsWith(`${bridge}-`))) await removeNamespace(name);
  await run('link', 'del', bridge).catch(() => undefined);
}

/** Removes a namespace, with what runs in there. */
export async function removeNamespace(name: string): Promise<void> {
  const pids = await run('netns', 'pids', name).catch(() => '');
  for (const pid of pids.split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  await run('link', 'del', name).catch(() => undefined);
  await run('netns', 'del', name).catch(() => undefined);
}

/** Runs `ip` and answers what it printed. Rejects where it ends with another code than 0. */
export async function run(...args: readonly string[]): Promise<string> {
  return (await execute(ip ?? 'ip', args)).stdout;
}
