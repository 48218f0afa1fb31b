// The program of every image that is not nginx: a model, or something that ends as its image's name says. docs/emulator.md has them.
// It is started as text, in a process of its own, so it imports nothing but Node.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const { image, isInit, listen, mounts } = JSON.parse(process.argv[1]);
/** Whether a word of the image's name begins so: `oom` is in `oom-7`, not in `bloom`. */
const isNamed = (start) => new RegExp(`(?<![a-z])${start}`, 'u').test(image);
const say = (line) => process.stdout.write(`${line}\n`);
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

process.on('SIGTERM', () => process.exit(0));
say(`starting; environment: ${Object.keys(process.env).sort().join(', ')}`);
for (const name of Object.keys(process.env).sort()) say(`environment ${name} sha256=${digest(process.env[name])}`);
for (const { source, path } of mounts) sayFiles(source, path);
if (isNamed('crash')) {
  say('loading the model');
  say('Traceback: the model could not be loaded');
  process.exit(1);
}
if (isNamed('picky') && !process.env.DB_PASSWORD) {
  say('DB_PASSWORD is not set: this model needs it to reach its database');
  process.exit(1);
}
if (isNamed('oom')) {
  say('loading the model');
  // As the kernel does where a container takes more memory than it has.
  process.kill(process.pid, 'SIGKILL');
}
if (isInit) process.exit(0);
if (isNamed('slow-start')) await wait(3000);
for (const { host, port } of listen)
  createServer((request, response) => void serve(request, response)).listen(port, host, () =>
    say(`listening on port ${port}`),
  );

function sayFiles(source, path) {
  if (!statSync(source).isDirectory()) return say(`file ${path} sha256=${digest(readFileSync(source))}`);
  for (const name of readdirSync(source).sort()) sayFiles(join(source, name), `${path}/${name}`);
}

async function serve(request, response) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const { status, body } = answer(request.method, Buffer.concat(pieces).toString());
  const { pathname } = new URL(request.url, 'http://model');
  say(`${request.method} ${pathname} ${status}`);
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function answer(method, text) {
  if (method === 'GET' || method === 'HEAD') return { status: 200, body: { status: 'ready' } };
  if (method !== 'POST') return { status: 405, body: { error: 'Use POST.' } };
  try {
    const asked = JSON.parse(text);
    const rows = [asked?.data ?? asked?.instances ?? asked].flat(1);
    return { status: 200, body: { predictions: rows.map(predict) } };
  } catch {
    return { status: 400, body: { error: 'The body is not JSON.' } };
  }
}

/** The same number between 0 and 1 for the same row. */
function predict(row) {
  return createHash('sha256').update(JSON.stringify(row)).digest().readUInt16BE(0) / 65_536;
}
