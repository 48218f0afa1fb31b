import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArm } from './arm/arm';
import type { GroupProcesses } from './arm/container-instance/runner';
import type { Isolation } from './arm/container-instance/running/ground';
import { openRunner } from './arm/container-instance/running/open-runner';
import { statesOnly } from './arm/container-instance/states-only';
import type { Cloud } from './cloud';
import { createControl } from './control';
import { createLogin, failLogin } from './entra/login';
import { openSigningKey } from './entra/signing-key';
import { Faults } from './faults';
import { isLoopback } from './http/listen';
import { Journal } from './journal';
import { createListeners } from './listeners';
import { createRegistry, failRegistry } from './registry/registry';
import { serveService } from './serve-service';
import { createSaver, readKept } from './state-file';
import { makeTls } from './tls';
import { contoso, contosoAndFabrikam, idFor } from './world/contoso';
import { type EmulatorOptions, type Endpoints, type Settings, usualSettings } from './world/options';
import type { AzureState } from './world/state';

/** What can be seen and changed of a running emulator, from a test or by its control service. */
export interface EmulatorControls {
  readonly endpoints: Endpoints;
  /** Changes hold from the next call on. */
  readonly settings: Settings;
  readonly faults: Faults;
  readonly journal: Journal;
  /** The cloud itself; what is changed here is so at once. */
  readonly state: AzureState;
  /** How container groups are kept apart; `states-only` where none are run. */
  readonly isolation: Isolation;
  /** The container groups that are really run. */
  groups(): readonly GroupProcesses[];
  /** Texts that must be found in no log, no file outside an encrypted cache and no window: parts of every token, and the registries' passwords. */
  canaries(): readonly string[];
  /** Conditional access: tokens of this tenant are renewed only after an interactive sign-in that answers the claims challenge. */
  requireMore(policy: { tenant: string; userName?: string | undefined }): void;
  /** Takes the policies back. */
  requireNothingMore(): void;
  /** Ends every session of a person: access tokens get a claims challenge, refresh tokens AADSTS50173. */
  revoke(userName: string): void;
}

/** A running emulator. */
export interface Emulator extends EmulatorControls {
  /** The PEM text of the authority that clients must trust. */
  readonly ca: string;
  /** Waits until every operation has ended and the state is written. */
  settled(): Promise<void>;
  /** Ends it: listeners, runner, open connections; the state file stays. */
  stop(): Promise<void>;
}

/** Starts an Azure on loopback: Entra ID, Resource Manager and container registries. docs/emulator.md says how true to the original. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  if (!isLoopback(host)) throw new Error(`The emulator listens on loopback only, not on ${host}.`);
  const kept = options.stateFile === undefined ? undefined : readKept(options.stateFile);
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'latchkey-azure-'));
  const [signingKey, tls] = await Promise.all([
    openSigningKey(kept?.signingKey),
    kept?.tls ?? makeTls(host),
    mkdir(folder, { recursive: true }),
  ]);
  const state = kept?.state ?? options.state ?? contosoAndFabrikam();
  const settings = { ...usualSettings, ...options.settings };
  const journal = new Journal();
  const faults = new Faults();
  const runner =
    typeof options.runner === 'string' ? await openRunner(options.runner, settings) : (options.runner ?? statesOnly());
  const listeners = createListeners({ host, tls, firstPort: options.firstPort, ports: kept?.ports ?? {} });

  // The services learn of each other's addresses, so all of them listen before any of them answers.
  const login = await listeners.open('login');
  const arm = await listeners.open('arm');
  const control = await listeners.open('control', false);
  const servers = await listeners.openAll(state.registries.map(({ name }) => name));
  const endpoints: Endpoints = {
    name: 'Azure emulator',
    authority: `https://${login.address}`,
    resourceManager: `https://${arm.address}`,
    scope: `https://${arm.address}/.default`,
    clientId: contoso.clientId,
    suffixes: { registry: host, containerGroup: 'azurecontainer.io' },
    registries: Object.fromEntries(servers.map(({ name, address }) => [name, address])),
    control: `http://${control.address}`,
    caFile: join(folder, 'azure-emulator-ca.pem'),
  };
  const save = createSaver(options.stateFile, () => ({
    state,
    signingKey: signingKey.pem,
    tls,
    ports: listeners.ports(),
  }));
  const cloud: Cloud = { state, settings, endpoints, signingKey, runner, save };
  const manager = createArm(cloud);
  const around = { journal, faults };
  const controls: EmulatorControls = {
    endpoints,
    settings,
    faults,
    journal,
    state,
    isolation: runner.isolation,
    groups: () => runner.groups(),
    canaries: () => [...state.canaries, ...state.registries.flatMap(({ passwords }) => passwords)],
    requireMore: ({ tenant, userName }) =>
      void state.policies.push({ id: idFor(`policy ${state.policies.length} ${tenant}`), tenant, userName }),
    requireNothingMore: () => void state.policies.splice(0),
    revoke: (userName) => void Object.assign(state.revoked, { [userName]: Date.now() + 1 }),
  };

  login.serve(
    serveService(
      { service: 'login', handle: createLogin(cloud), fail: (_call, effect) => failLogin(cloud, effect) },
      around,
    ),
  );
  arm.serve(serveService({ service: 'arm', handle: manager.handle, fail: manager.fail }, around));
  control.serve(createControl(controls));
  for (const { name, address, serve } of servers) {
    const registry = state.registries.find((one) => one.name === name);
    if (registry)
      serve(
        serveService(
          {
            service: 'registry',
            handle: createRegistry(cloud, registry, address),
            fail: (_call, effect) => failRegistry(effect),
          },
          around,
        ),
      );
  }
  await Promise.all([
    writeFile(endpoints.caFile, tls.ca),
    writeFile(join(folder, 'endpoints.json'), `${JSON.stringify(endpoints, undefined, 2)}\n`),
    manager.goOn(),
  ]);
  await save();

  return {
    ...controls,
    ca: tls.ca,
    settled: async () => {
      await manager.operations.settled();
      await save();
    },
    stop: async () => {
      await listeners.stop();
      await manager.operations.settled();
      await runner.close();
      await save();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
