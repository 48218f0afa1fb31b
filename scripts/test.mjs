// npm test: everything that must be green, in order, ending at the first stage that is not.
// `npm test -- --only e2e` runs one stage (several with commas); `npm test -- --list` names them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, run, say } from './say.mjs';
import { setup } from './setup.mjs';

const reports = join(root, '.cache', 'test-reports');
const binary = (name, file) => join(root, 'node_modules', name, file);
const node = (args, env = {}) => run(process.execPath, args, { env: { ...process.env, ...env } });
const count = { passed: 0, failed: 0 };

/** Unit tests share nothing, so each core runs some: vitest would leave one to others. */
const ON_EACH_CORE = [`--maxWorkers=${availableParallelism()}`];

const stages = {
  types: () => node([binary('typescript', 'bin/tsc'), '-b']),
  lint: () => node([binary('oxlint', 'bin/oxlint'), '--type-aware']),
  format: () => node([binary('oxfmt', 'bin/oxfmt'), '--check']),
  unused: () => node([binary('knip', 'bin/knip.js')]),
  unit: () => vitest('unit', ['shared', 'main', 'renderer'], process.execPath, ON_EACH_CORE),
  'unit-electron': (runtime) => vitest('unit-electron', ['main'], runtime.executable, ON_EACH_CORE),
  conformance: () => vitest('conformance', ['conformance'], process.execPath),
  'conformance-electron': (runtime) => vitest('conformance-electron', ['conformance'], runtime.executable),
  // On what ships: the in-process gateway has Electron’s TLS, nginx is the same under both.
  'tls-scan': (runtime) => vitest('tls-scan', ['tls-scan'], runtime.executable),
  fuzz: () => fuzz(process.execPath, 1),
  'fuzz-electron': (runtime) => fuzz(runtime.executable, 2),
  build: (runtime) => build(runtime) ?? true,
  package: () => node([join(root, 'scripts', 'package.mjs')]),
  packaged: () => playwright('packaged'),
  e2e: () => playwright('app'),
};

const wanted = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1].split(',')
  : Object.keys(stages);
const unknown = wanted.filter((name) => !Object.hasOwn(stages, name));
if (process.argv.includes('--list') || unknown.length > 0) {
  console.log(`Stages: ${Object.keys(stages).join(', ')}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const runtime = await setup({ forTests: true });
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const started = Date.now();
const red = wanted.find((name) => !runStage(name));
if (red) {
  // A stage without tests of its own (types, lint …) that is red counts as one that failed.
  if (count.failed === 0) count.failed = 1;
  say(`Red: ${red}. Run it alone with: npm test -- --only ${red}`);
} else {
  say(`Green: ${wanted.join(', ')} in ${secondsSince(started)}.`);
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(red ? 1 : 0);

function runStage(name) {
  console.log(`\n=== ${name} ${'='.repeat(Math.max(3, 60 - name.length))}`);
  const since = Date.now();
  const isGreen = stages[name](runtime);
  console.log(`=== ${name}: ${isGreen ? 'green' : 'RED'}, ${secondsSince(since)}`);
  return isGreen;
}

/** Runs projects of vitest on a program that can be Node: Electron has another cryptographic library inside. */
function vitest(name, projects, program, more = []) {
  const report = join(reports, `${name}.json`);
  const args = [
    binary('vitest', 'vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ];
  const isGreen = run(program, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  const result = readReport(report);
  add(result?.numPassedTests, result?.numFailedTests);
  return isGreen;
}

/** The same inputs every time: a red run says something of the change, not of the day. `npm run fuzz` tries new ones. */
function fuzz(program, seed) {
  const args = [join(root, 'scripts', 'fuzz.mjs'), '--inputs', '100000', '--seed', String(seed)];
  return run(program, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
}

function playwright(project) {
  const report = join(reports, `${project}.json`);
  const args = [binary('@playwright/test', 'cli.js'), 'test', '--project', project, '--reporter=list,json'];
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const needsScreen = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
  const isGreen = needsScreen
    ? run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...args], { env })
    : run(process.execPath, args, { env });
  const { stats } = readReport(report) ?? {};
  add((stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected);
  return isGreen;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function add(passed = 0, failed = 0) {
  count.passed += passed;
  count.failed += failed;
}

function secondsSince(time) {
  return `${((Date.now() - time) / 1000).toFixed(1)} s`;
}
