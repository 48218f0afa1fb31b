import type { StepPart } from '../../../shared/deployments/contract';
import type { Facts } from '../../../shared/problem';
import type { Order } from '../../deployments/targets';
import { gatewayOf } from './gateway-container';
import type { WireContainer, WireGroup } from './ports';

/** What a step does to a group, line by line, from what it was (nothing, for a new one) and what it is to be. */
export function describeChanges(order: Order, before: WireGroup | undefined, after: WireGroup): StepPart[] {
  return [
    ...containerParts(before, after),
    gatewayPart(order, before, after),
    ...portParts(before, after),
    ...labelParts(before, after),
    ...restParts(before),
  ];
}

/** What goes with a group, or may be another afterwards. */
export function addressPart(group: WireGroup, action: 'delete' | 'change'): StepPart[] {
  const { ip, fqdn } = group.properties.ipAddress ?? {};
  if (ip === undefined && fqdn === undefined) return [];
  return [{ code: 'container-instances.address', action, facts: { address: ip ?? '', azureName: fqdn ?? '' } }];
}

/** What Azure makes anew with the group: its own identity is another one then, and has none of the roles. */
export function identityPart({ identity }: WireGroup): StepPart[] {
  const { type = '' } = (identity ?? {}) as { readonly type?: string };
  if (!type.includes('SystemAssigned')) return [];
  return [{ code: 'container-instances.rest', action: 'change', facts: { what: 'system-assigned identity' } }];
}

/** The containers that go with a group that is deleted. */
export function deletedParts(group: WireGroup): StepPart[] {
  const containers = group.properties.containers.map((container) => containerPart('delete', factsOf(container)));
  return [...containers, ...addressPart(group, 'delete')];
}

function containerParts(before: WireGroup | undefined, after: WireGroup): StepPart[] {
  const gateway = gatewayOf(after)?.name;
  const others = after.properties.containers.filter(({ name }) => name !== gateway);
  return others.map((container) => {
    const was = before?.properties.containers.find(({ name }) => name === container.name);
    const facts = factsOf(container);
    if (!was) return containerPart('create', facts);
    const changed = changedFacts(factsOf(was), facts);
    return containerPart(isSame(was, container) ? 'keep' : 'change', { ...facts, ...changed });
  });
}

function changedFacts(was: Facts, is: Facts): Facts {
  const changed = (['image', 'cpu', 'memoryGb'] as const).filter((name) => was[name] !== is[name]);
  return Object.fromEntries(changed.map((name) => [`${name}Was`, was[name] ?? '']));
}

/** Whether nothing of it changes but states. */
function isSame(was: WireContainer, is: WireContainer): boolean {
  const { instanceView: _view, ...before } = was.properties;
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(is.properties));
}

/** What is unset, an empty list, and what Azure fills in by itself (the protocol of a port) are no differences. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, one]) =>
      one !== null && one !== undefined && !(Array.isArray(one) && one.length === 0) && name !== 'protocol',
  );
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, one]) => [name, sorted(one)]),
  );
}

function gatewayPart(order: Order, before: WireGroup | undefined, after: WireGroup): StepPart {
  const { hostName, tls, keyAuthentication, certificate } = order;
  const isThere = before !== undefined && gatewayOf(before) !== undefined;
  return {
    code: 'container-instances.gateway',
    action: isThere ? 'change' : 'create',
    facts: {
      hostName,
      tls,
      keyAuthentication,
      certificate: certificate?.name ?? '',
      developmentOnly: certificate?.developmentOnly === true,
      image: gatewayOf(after)?.properties.image ?? '',
    },
  };
}

function portParts(before: WireGroup | undefined, after: WireGroup): StepPart[] {
  const was = portsOf(before);
  const is = portsOf(after);
  const part = (action: StepPart['action'], port: number): StepPart => ({
    code: 'container-instances.public-port',
    action,
    facts: { port },
  });
  return [
    ...is.map((port) => part(was.includes(port) ? 'keep' : 'create', port)),
    ...was.filter((port) => !is.includes(port)).map((port) => part('delete', port)),
  ];
}

function portsOf(group: WireGroup | undefined): readonly number[] {
  return (group?.properties.ipAddress?.ports ?? []).map(({ port }) => port);
}

function labelParts(before: WireGroup | undefined, after: WireGroup): StepPart[] {
  const label = after.properties.ipAddress?.dnsNameLabel;
  if (label === undefined) return [];
  const was = before?.properties.ipAddress?.dnsNameLabel;
  const action = was === undefined ? 'create' : was === label ? 'keep' : 'change';
  return [{ code: 'container-instances.dns-label', action, facts: { label } }];
}

/** What the group has besides, in words, where it has anything. */
function restParts(before: WireGroup | undefined): StepPart[] {
  const what = before ? restOf(before).join(', ') : '';
  return what === '' ? [] : [{ code: 'container-instances.rest', action: 'keep', facts: { what } }];
}

function restOf({ identity, zones, tags, properties }: WireGroup): string[] {
  const { volumes = [], initContainers = [], imageRegistryCredentials = [], diagnostics, extensions = [] } = properties;
  const own = gatewayOf({ location: '', properties }) ? 1 : 0;
  const foreignTags = Object.keys(tags ?? {}).filter((name) => !name.toLowerCase().startsWith('latchkey-'));
  const hasIdentity = identity !== undefined && identity !== null && (identity as { type?: string }).type !== 'None';
  return [
    hasIdentity ? 'identity' : '',
    counted(volumes.length - own, 'volume'),
    counted(initContainers.length, 'init container'),
    counted(imageRegistryCredentials.length, 'registry login'),
    diagnostics?.logAnalytics ? 'Log Analytics' : '',
    counted(extensions.length, 'extension'),
    (zones ?? []).length > 0 ? 'zone' : '',
    counted(foreignTags.length, 'tag'),
  ].filter((one) => one !== '');
}

function counted(count: number, what: string): string {
  return count <= 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}

function containerPart(action: StepPart['action'], facts: Facts): StepPart {
  return { code: 'container-instances.container', action, facts };
}

function factsOf({ name, properties: { image = '', resources } }: WireContainer): Facts {
  const { cpu = 0, memoryInGB = 0, gpu } = resources?.requests ?? {};
  return { name, image, cpu, memoryGb: memoryInGB, ...(gpu && { gpu: `${gpu.count} ${gpu.sku}` }) };
}
