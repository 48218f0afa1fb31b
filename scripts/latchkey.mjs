#!/usr/bin/env node
// npx latchkey: the terminal program, on plain Node. Built when its sources are newer than what is there.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isOutOfDate } from './build.mjs';
import { root, say } from './say.mjs';
import { checkNode, installPackages } from './setup.mjs';

const program = join(root, 'out', 'terminal', 'cli.js');

if (isOutOfDate(program, ['shared', 'src-main', 'vite.terminal.config.ts', 'package-lock.json'])) {
  checkNode();
  installPackages();
  await buildTerminalProgram();
}
const { runCli } = await import(pathToFileURL(program).href);
process.exitCode = await runCli(process.argv.slice(2));

async function buildTerminalProgram() {
  const { build } = await import('vite');
  await build({ root, configFile: join(root, 'vite.terminal.config.ts') }).catch((cause) => {
    say('The terminal program was not built:');
    throw cause;
  });
}
