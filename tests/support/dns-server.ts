import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A DNS server on loopback: `address` is what a resolver is told (`127.0.0.1:5353`). */
export interface DnsServer {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

// Debian keeps servers where only root's programs are looked for.
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };

/** Whether this computer has dnsmasq. */
export function hasDnsmasq(): boolean {
  try {
    return execFileSync('dnsmasq', ['--version'], { env, stdio: 'pipe' }).includes('Dnsmasq');
  } catch {
    return false;
  }
}

/** How often another port is tried, where somebody else takes one between its choice and its use. */
const TRIES = 10;

/** Runs dnsmasq with these lines of configuration, and no name but theirs: what it does not know of, it refuses. */
export async function startDnsmasq(lines: readonly string[]): Promise<DnsServer> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await startOn(await freePort(), lines);
    } catch (cause) {
      if (left === 0 || !String(cause).includes('Address already in use')) throw cause;
    }
  }
}

async function startOn(port: number, lines: readonly string[]): Promise<DnsServer> {
  const always = ['keep-in-foreground', 'log-facility=-', 'no-hosts', 'no-resolv', 'bind-interfaces', 'pid-file='];
  const options = [...always, 'listen-address=127.0.0.1', `port=${port}`, ...lines].map((line) => `--${line}`);
  const server = spawn('dnsmasq', ['--conf-file=/dev/null', ...options], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  await started(server);
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  };
  return { address: `127.0.0.1:${port}`, stop };
}

/** A name server that hears and never answers. */
export async function startSilentServer(): Promise<DnsServer> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

/** A record of a type that dnsmasq has no word for: NS (2) with a name, or SOA (6) with the primary server and the mailbox. */
export function rawRecord(owner: string, type: 'NS' | 'SOA', ...names: readonly string[]): string {
  const encoded = names.map(wireName).join('');
  const numbers = [1, 3600, 1800, 1_209_600, 300].map((number) => number.toString(16).padStart(8, '0')).join('');
  return `dns-rr=${owner},${type === 'NS' ? 2 : 6},${encoded}${type === 'SOA' ? numbers : ''}`;
}

/** RFC 1035 section 3.1, in hexadecimal digits. */
function wireName(name: string): string {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]).toString('hex');
}

async function started(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    said.push(line);
    if (line.includes('started, version')) {
      server.stderr!.resume();
      return;
    }
  }
  throw new Error(`dnsmasq did not start: ${said.join(' ')}`);
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return port;
}
