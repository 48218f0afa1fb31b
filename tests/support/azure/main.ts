import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Isolation } from './arm/container-instance/running/ground';
import { startEmulator } from './emulator';

const usage = `npm run emulator -- [options]

  --port N          listen on the ports from N on (sign-in, Resource Manager, control, registries); 8440 without it
  --state FILE      keep the cloud in FILE and go on with it the next time
  --folder FOLDER   write endpoints.json and the authority's PEM file there; .cache/azure-emulator without it
  --page-size N     answer lists in pages of N
  --token-life N    access tokens live N seconds
  --states-only     run no containers: keep their states
`;

/** The emulator as a program: prints where it is, and runs until it is interrupted. */
export async function runEmulator(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8440' },
      state: { type: 'string' },
      folder: { type: 'string', default: '.cache/azure-emulator' },
      'page-size': { type: 'string' },
      'token-life': { type: 'string' },
      'states-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const { 'page-size': pageSize, 'token-life': tokenLife } = values;
  const emulator = await startEmulator({
    firstPort: Number(values.port),
    ...(values.state !== undefined && { stateFile: values.state }),
    folder: resolve(values.folder),
    ...(!values['states-only'] && { runner: 'real' as const }),
    settings: {
      ...(pageSize !== undefined && { pageSize: Number(pageSize) }),
      ...(tokenLife !== undefined && { accessTokenLifetime: Number(tokenLife) }),
    },
  });
  process.stdout.write(`${isolationWords[emulator.isolation]}\n`);
  process.stdout.write(`${JSON.stringify(emulator.endpoints, undefined, 2)}\n`);
  const stop = (): void => void emulator.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const isolationWords: Readonly<Record<Isolation, string>> = {
  'network-namespaces':
    'Container groups run in network namespaces of their own; this computer reaches their addresses.',
  loopback: 'Container groups run on addresses of loopback (127.77.x.y): namespaces are not permitted here.',
  'states-only': 'Container groups are not run, only their states are kept.',
};
