import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ContainerGroups, WireGroup } from '../../../../src-main/targets/container-instances/ports';
import { type Emulator, startEmulator } from '../../../support/azure/emulator';
import { contoso } from '../../../support/azure/world/contoso';
import { usualSettings } from '../../../support/azure/world/options';
import { makeTls } from '../../../support/gateway/usual-gateway';
import { createCertificateFactory } from '../../../support/openssl';
import { openSignedIn } from '../../azure/open-azure';
import { keys, openRunner, place, type ServiceSide } from './open-target';

/** An emulator that keeps states only, for a whole file of tests; empty before each. */
export function useStates() {
  const factory = createCertificateFactory();
  const tls = makeTls(factory, 'first');
  const renewed = makeTls(factory, 'second');
  const made = { emulator: {} as Emulator, groups: {} as ContainerGroups };
  beforeAll(async () => {
    made.emulator = await startEmulator();
  });
  afterAll(async () => {
    factory.remove();
    await made.emulator.stop();
  });
  beforeEach(async () => {
    const { emulator } = made;
    await emulator.settled();
    emulator.faults.clear();
    emulator.state.containerGroups.splice(0);
    Object.assign(emulator.settings, usualSettings);
    for (const quota of Object.keys(emulator.state.quotas)) delete emulator.state.quotas[quota];
    emulator.state.registrations[`${contoso.subscription}/microsoft.containerinstance`] = 'Registered';
    // What one test saw of a subscription is nothing to the next.
    made.groups = (await openSignedIn(emulator)).containerGroups;
    emulator.journal.clear();
  });
  const there = (name: string) => ({ ...place, name });
  return {
    made,
    tls,
    renewed,
    side: (more: Partial<ServiceSide> = {}): ServiceSide => ({ tls, keys: { ...keys }, held: {}, ...more }),
    open: (side: ServiceSide) => openRunner(made.groups, side),
    read: (name: string) => made.groups.read(there(name)),
    /** Puts a group there that somebody made, and waits until Azure is done with it. */
    put: async (name: string, group: WireGroup) => {
      await made.groups.put(there(name), group);
      await made.emulator.settled();
      await made.groups.read(there(name));
      await made.groups.read(there(name));
      made.emulator.journal.clear();
    },
    /** What was sent last of a group, secrets and all. */
    sent: (name: string) =>
      made.emulator.state.containerGroups.find((group) => group.name === name) as unknown as WireGroup | undefined,
    /** What Resource Manager was asked since the journal was cleared: `PUT 201`. */
    asked: () =>
      made.emulator.journal
        .entries()
        .filter(({ service }) => service === 'arm')
        .map(({ method, path, status }) => `${method} ${path.split('/').at(-1)?.split('?')[0]} ${status}`),
  };
}

/** A group with a model that the internet reaches on a port of its own, as somebody may have made it. */
export function openModel(properties: object = {}, container: object = {}): WireGroup {
  return {
    location: 'westeurope',
    tags: { owner: 'the analysts' },
    properties: {
      osType: 'Linux',
      restartPolicy: 'Always',
      containers: [
        {
          name: 'scorer',
          properties: {
            image: 'contoso/score:7',
            ports: [{ port: 5001 }, { port: 80 }],
            resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
            environmentVariables: [{ name: 'PLAIN', value: 'seen' }],
            ...container,
          },
        },
      ],
      ipAddress: { type: 'Public', ports: [{ port: 5001 }, { port: 80 }], dnsNameLabel: 'open-model' },
      ...properties,
    },
  };
}
