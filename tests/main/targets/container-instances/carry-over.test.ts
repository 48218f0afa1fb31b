import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOver } from '../../../../src-main/targets/container-instances/carry-over';
import { heldValuesOf, withHeldValues } from '../../../../src-main/targets/container-instances/held-values';
import type { WireGroup } from '../../../../src-main/targets/container-instances/ports';
import { type Emulator, startEmulator } from '../../../support/azure/emulator';
import { contoso } from '../../../support/azure/world/contoso';
import { makeTls } from '../../../support/gateway/usual-gateway';
import { createCertificateFactory } from '../../../support/openssl';
import { openSignedIn } from '../../azure/open-azure';
import { existingGroup, keys, model, openRunner, orderOf, place } from './open-target';
import { everyProperty, wholeGroup } from './whole-group';

const factory = createCertificateFactory();
const tls = makeTls(factory, 'first');
const { group: whole, properties: made } = wholeGroup();
let emulator: Emulator;
let groups: Awaited<ReturnType<typeof openSignedIn>>['containerGroups'];
beforeAll(async () => {
  emulator = await startEmulator();
  emulator.state.quotas[`${contoso.subscription}/westeurope/standardv100cores`] = 4;
  groups = (await openSignedIn(emulator)).containerGroups;
});
afterAll(async () => {
  factory.remove();
  await emulator.stop();
});
beforeEach(() => void emulator.state.containerGroups.splice(0));

const there = { ...place, name: 'whole' };
const { subnetIds: _subnets, confidentialComputeProperties: _policy, ...publicProperties } = whole.properties;
/** A group in a virtual network, and one with a policy of its own, is not secured; everything else can be there at once. */
const publicGroup: WireGroup = { ...whole, properties: publicProperties };

async function put(group: WireGroup): Promise<void> {
  await groups.put(there, group);
  await emulator.settled();
}

/** What was sent last, with all that Azure keeps to itself. */
function sent(): { properties: WireGroup['properties']; tags?: Record<string, string>; top: Record<string, unknown> } {
  return structuredClone(emulator.state.containerGroups[0]) as never;
}

/** Every value that Azure keeps to itself, as the user would give it. */
const held = {
  'environment/scorer/SECURE': 'text of group-containers-properties-environmentVariables-secureValue',
  'environment/helper/SECURE': 'text of group-containers-properties-environmentVariables-secureValue',
  'environment/prepare/SECURE': 'text of group-initContainers-properties-environmentVariables-secureValue',
  'registry-password/one.example': 'text of group-imageRegistryCredentials-password',
  'storage-key/volume-0': 'text of group-volumes-azureFile-storageAccountKey',
  'volume-files/volume-4': JSON.stringify({ 'a.txt': Buffer.from('a secret').toString('base64') }),
  'protected-settings/volumes/volume-5': JSON.stringify({
    'key of group-volumes-secretReference': 'value of group-volumes-secretReference',
  }),
  'workspace-key/text of group-diagnostics-logAnalytics-workspaceId':
    'text of group-diagnostics-logAnalytics-workspaceKey',
};

describe('A group that has every property of Azure’s schema', () => {
  it('is what these tests are made with', () => {
    expect(made).toEqual(everyProperty());
    expect(made).toContain('SecurityContextCapabilitiesDefinition.drop');
    expect(made.length).toBeGreaterThan(100);
  });

  it('comes back as it was sent, once it has what Azure keeps to itself', async () => {
    await put(whole);
    const read = await groups.read(there);
    const carried = carryOver(read!);
    const values = new Map(Object.entries(held));
    const asked = heldValuesOf(carried).map(({ id }) => id);
    const extension = asked.find((id) => id.startsWith('protected-settings/text'))!;
    values.set(extension, JSON.stringify(extensionsOf(whole)[0]?.properties?.['protectedSettings']));
    expect([...values.keys()].sort()).toEqual(asked.toSorted());
    const ipAddress = withoutIp(whole.properties.ipAddress);
    expect(withHeldValues(carried, values)).toEqual({ ...whole, properties: { ...whole.properties, ipAddress } });
  });

  it('keeps every one of them when a gateway is put into it, and when that is renewed', async () => {
    await put(publicGroup);
    const before = sent();
    const name = extensionsOf(whole)[0]?.name ?? '';
    const given = {
      ...held,
      [`protected-settings/${name}`]: JSON.stringify(extensionsOf(whole)[0]?.properties?.['protectedSettings']),
    };
    const runner = openRunner(groups, { tls, keys: { ...keys }, held: given });
    const order = orderOf(
      { containerGroup: existingGroup('whole', 'scorer'), model: model() },
      { held: Object.keys(given) },
    );
    for (const step of ['container-instances.create-group', 'container-instances.update-group']) {
      expect((await runner.plan(order)).steps.map(({ code }) => code)).toContain(step);
      await runner.deploy(order);
      const { properties, tags, top } = sent();
      const { ipAddress, containers, volumes, ...rest } = properties;
      const { ipAddress: address, containers: had, volumes: mounted, ...others } = before.properties;
      expect(rest).toEqual(others);
      expect(containers.slice(0, -1)).toEqual(had);
      expect(containers.at(-1)).toMatchObject({ name: 'gateway', properties: { ports: [{ port: 443 }] } });
      expect(volumes?.slice(0, -1)).toEqual(mounted);
      expect(Object.keys(volumes?.at(-1)?.secret ?? {}).sort()).toEqual([
        'keys.conf',
        'nginx.conf',
        'tls.crt',
        'tls.key',
      ]);
      expect(ipAddress).toEqual({ ...withoutIp(address), ports: [{ port: 443, protocol: 'TCP' }] });
      expect(tags).toMatchObject(before.tags!);
      expect({ ...top, identity: namesOf(top['identity']) }).toEqual({
        ...before.top,
        identity: namesOf(before.top['identity']),
      });
    }
  });
});

function extensionsOf(group: WireGroup) {
  return group.properties.extensions ?? [];
}

function namesOf(identity: unknown): unknown {
  const { type, userAssignedIdentities } = identity as { type: string; userAssignedIdentities: object };
  return { type, userAssignedIdentities };
}

/** An address is Azure's to give. */
function withoutIp(address: WireGroup['properties']['ipAddress']) {
  const { ip: _ip, ...rest } = address!;
  return rest;
}
