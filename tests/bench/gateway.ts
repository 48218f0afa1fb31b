// Run by `npm run bench` under Electron's Node: both gateways with API keys, each against the same without them, in one run.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Gateway } from '../../src-main/gateway/gateway';
import { startGateway } from '../../src-main/gateway/in-process/start-gateway';
import { freePort, isListening, until } from '../support/gateway/ports';
import { runNginx } from '../support/gateway/run-nginx';
import { usualGateway } from '../support/gateway/usual-gateway';
import { createCertificateFactory } from '../support/openssl';
import { judge, median } from './goals';

const ROUNDS = 31;
const SECONDS = 1;

interface Load {
  readonly requests: number;
  /** Milliseconds. */
  readonly p99: number;
}

const factory = createCertificateFactory();
const ends: (() => unknown)[] = [() => factory.remove()];
try {
  const modelPort = await startModel();
  const usual = await usualGateway(factory, modelPort);
  const timeouts = { ...usual.timeouts, header: 15, body: 30, send: 60, answer: 120 };
  const gateway: Gateway = { ...usual, timeouts };
  const [locked, open] = [gateway, { ...gateway, keyAuthentication: false, port: await freePort() }];
  for (const each of [locked, open]) {
    const nginx = await runNginx(each);
    ends.push(() => nginx.stop());
  }
  const ours = await startGateway(
    { ...gateway, port: 0 },
    { workerUrl: built('gateway-worker'), address: '127.0.0.1', log: () => undefined },
  );
  ends.push(() => ours.stop());
  const plain = new Worker(built('plain-proxy'), { workerData: { tls: gateway.tls, modelPort } });
  ends.push(() => plain.terminate());
  const [plainPort] = (await once(plain, 'message')) as [number];

  const script = requestScript(gateway.apiKeys?.primary ?? '');
  console.log(`Under ${runtime()}: POST of 300 octets over TLS, 16 connections, ${ROUNDS} times ${SECONDS} s each`);
  compare('nginx, with API keys to without', script, locked.port, open.port, 0.95);
  compare('in-process, to Node’s https alone', script, ours.port, plainPort, 0.85);
} finally {
  for (const end of ends.reverse()) await end();
}

/**
 * In turns, so that a machine whose speed drifts is fair to both, and by the median of the rounds' ratios, so that a round in
 * which something else ran says nothing; the first of each warms up.
 */
function compare(what: string, script: string, ours: number, theirs: number, goal: number): void {
  for (const port of [ours, theirs]) load(script, port);
  const rounds = Array.from({ length: ROUNDS }, () => [load(script, ours), load(script, theirs)] as const);
  print(
    `${what}: requests/s`,
    rounds.map(([a, b]) => [a.requests / SECONDS, b.requests / SECONDS]),
    goal,
  );
  print(
    `${what}: p99 in ms`,
    rounds.map(([a, b]) => [a.p99, b.p99]),
  );
}

function print(what: string, rounds: readonly (readonly [number, number])[], atLeast?: number): void {
  const middle = (of: (round: readonly [number, number]) => number) => median(rounds.map(of));
  const [ours, theirs] = [middle(([a]) => a), middle(([, b]) => b)].map((each) =>
    each.toFixed(each < 1000 ? 2 : 0).padStart(8),
  );
  const ratio = middle(([a, b]) => a / b);
  const goal = atLeast === undefined ? '' : judge(ratio, { atLeast });
  console.log(`${what.padEnd(46)} ${ours} ${theirs}   ratio ${ratio.toPrecision(3).padStart(6)}   ${goal}`);
}

function load(script: string, port: number): Load {
  const args = ['-t1', '-c16', `-d${SECONDS}s`, '--latency', '-s', script, `https://127.0.0.1:${port}/score`];
  const said = execFileSync('wrk', args, { encoding: 'utf8' });
  const requests = Number(/^\s+(\d+) requests in/mu.exec(said)?.[1]);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/u.exec(said) ?? [];
  if (!(requests > 0) || /Non-2xx/u.test(said)) throw new Error(said);
  return { requests, p99: Number(p99) * ({ us: 0.001, ms: 1, s: 1000 }[unit ?? 'ms'] ?? 1) };
}

/** Every request has the key: whoever asks for none is asked the same. */
function requestScript(key: string): string {
  const path = factory.path('request.lua');
  const body = JSON.stringify({ data: Array.from({ length: 40 }, (_, n) => 1000 + n) });
  const lines = [
    'wrk.method = "POST"',
    `wrk.body = '${body}'`,
    'wrk.headers["Content-Type"] = "application/json"',
    `wrk.headers["Authorization"] = "Bearer ${key}"`,
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** As fast as models get, so that it is the gateways that are measured: nginx, saying the same to everyone. */
async function startModel(): Promise<number> {
  const port = await freePort();
  const conf = factory.path('model.conf');
  const answer = JSON.stringify({ predictions: Array.from({ length: 20 }, (_, n) => n / 20) });
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (use) => `${use}_temp_path ${factory.folder};`,
  );
  const server = `server { listen 127.0.0.1:${port}; location / { default_type application/json; return 200 '${answer}'; } }`;
  writeFileSync(
    conf,
    `pid ${factory.path('model.pid')}; error_log stderr crit; events {} http { access_log off; keepalive_requests 1000000; ${paths.join(' ')} ${server} }`,
  );
  const model = spawn('/usr/sbin/nginx', ['-c', conf, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  ends.push(async () => {
    model.kill();
    await once(model, 'exit');
  });
  await until(() => isListening(port));
  return port;
}

function built(name: string): URL {
  return new URL(`${name}.js`, import.meta.url);
}

function runtime(): string {
  return process.versions['electron'] ? `Electron ${process.versions['electron']}` : `Node ${process.versions.node}`;
}
