import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AzureAccess } from './azure/access';
import { AzureDesk } from './azure/azure-desk';
import { type AzureSettingsStore, openAzureSettings } from './azure/azure-settings';
import { CloudChoice } from './azure/cloud-choice';
import { type AzureCloud, type CloudAuthority, hostsOf } from './azure/clouds';
import { AzureContainerGroups } from './azure/container-groups';
import { CurrentArm, type CurrentArmPorts } from './azure/current-arm';
import { SignIn } from './azure/sign-in';
import { TokenCache } from './azure/token-cache';
import { createTransport, type Fetch, type Send } from './azure/transport';
import type { ServerPorts } from './compose-server';
import type { OwnTrust } from './electron/azure-network';
import type { UseCases } from './ipc/handlers';
import { openProtectedFile } from './storage/protected-file';
import { openRememberedFile } from './storage/remembered-file';
import type { ContainerGroups } from './targets/container-instances/ports';

/** What Azure needs of the shell. */
export type AzurePorts = Pick<ServerPorts, 'dataFolder' | 'dialogs' | 'log' | 'secrets' | 'send' | 'azure'>;

/** The shell's part in it. */
export interface AzureShell {
  /** Asks web servers by the system's proxy settings; `trust` is a custom cloud's own authority. */
  readonly fetchFor: (trust: OwnTrust | undefined) => Fetch;
  /** Opens an address of that origin in the system's browser. @throws where it is another one, or there is no browser */
  readonly openBrowser: (address: string, origin: string) => Promise<void>;
}

/** Builds signing in, choosing where, and what container groups are handled with. The libraries of Azure are loaded when somebody signs in, and not before. */
export function composeAzure(ports: AzurePorts): Pick<UseCases, 'azure' | 'signIn'> & {
  readonly access: SignIn['access'];
  readonly containerGroups: ContainerGroups;
} {
  const { azure, dataFolder, log, secrets } = ports;
  const settings = openAzureSettings(openRememberedFile(join(dataFolder, 'azure.json')));
  const openTransport = (
    hosts: readonly string[],
    ca: CloudAuthority | undefined,
    allows: (url: URL) => boolean,
  ): Send => createTransport(allows, { fetch: azure.fetchFor(ca && { ca: ca.pem, hosts }), log });
  const toCloud = (cloud: AzureCloud, allows: (url: URL) => boolean): Send =>
    openTransport(hostsOf(cloud), cloud.ca, allows);
  const signIn = new SignIn({
    settings,
    openBrowser: azure.openBrowser,
    changed: (payload) => ports.send({ name: 'sign-in.changed', payload }),
    sessionPorts: (cloud, key) => ({
      // SECURITY: passwords' worth goes to the authority that was confirmed, and nowhere else.
      send: toCloud(cloud, ({ origin }) => origin === cloud.authority),
      cache: new TokenCache(openProtectedFile(join(dataFolder, 'azure', `sessions-${key}.bin`), secrets)),
    }),
  });
  const choice = new CloudChoice({
    settings,
    openTransport: (origin, ca) => openTransport([new URL(origin).hostname], ca, (url) => url.origin === origin),
    chooseFiles: () => ports.dialogs.chooseFiles(),
    readFile,
    isSigningIn: () => signIn.isPending(),
    changed: () => signIn.tell(),
  });
  const access = (): Promise<AzureAccess> => signIn.access();
  const work = composeWork({ access, openTransport: ({ cloud }, allows) => toCloud(cloud, allows) }, settings);
  return { ...work, signIn: asOneSubject(signIn, choice), access };
}

/** What is done in Azure once somebody is signed in. */
function composeWork(ports: CurrentArmPorts, settings: AzureSettingsStore) {
  const arm = new CurrentArm(ports);
  const registered = new Set<string>();
  return {
    azure: new AzureDesk({ ...ports, arm, settings, registered }),
    containerGroups: new AzureContainerGroups(arm, registered),
  };
}

/** One subject to the page, two classes here. */
function asOneSubject(signIn: SignIn, choice: CloudChoice): UseCases['signIn'] {
  return {
    state: (request) => signIn.state(request),
    start: (request) => signIn.start(request),
    cancel: (request) => signIn.cancel(request),
    choose: (request) => signIn.choose(request),
    signOut: (request) => signIn.signOut(request),
    setCloud: (request) => choice.setCloud(request),
    confirmCloud: (request) => choice.confirmCloud(request),
    chooseCaFile: (request) => choice.chooseCaFile(request),
  };
}
