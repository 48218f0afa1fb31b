import schema from '../../../support/azure/schemas/container-instance-2025-09-01.json';
import type { WireGroup } from '../../../../src-main/targets/container-instances/ports';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
}
type Body = Record<string, unknown>;
const definitions = schema.definitions as unknown as Readonly<Record<string, Schema>>;
const EXPRESSION = /#\/definitions\/expression$/u;

/** Every property of the schema that a container group can have, as `ContainerProperties.image`. */
export function everyProperty(): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const [property, value] of Object.entries(definitions[name]?.properties ?? {})) {
      if (found.has(`${name}.${property}`)) continue;
      found.add(`${name}.${property}`);
      for (const next of referencesIn(value)) visit(next);
    }
  };
  visit('ContainerGroupProperties');
  visit('ContainerGroupIdentity');
  return [...found].sort();
}

/**
 * A group that has every property of the schema, made from the schema: a property that a later version adds is in it, too.
 * Only what Azure's rules join (names, kinds of volumes, what excludes another) is said here.
 */
export function wholeGroup(): { readonly group: WireGroup; readonly properties: readonly string[] } {
  const made = new Set<string>();

  function object(name: string, path: string): Body {
    const { properties = {} } = definitions[name] ?? {};
    const body: Body = {};
    for (const [property, value] of Object.entries(properties)) {
      made.add(`${name}.${property}`);
      body[property] = special[`${name}.${property}`]?.(path) ?? valueOf(value, `${path}-${property}`);
    }
    return body;
  }

  function valueOf(value: Schema, path: string): unknown {
    const one = value.oneOf?.find(({ $ref = '' }) => !EXPRESSION.test($ref)) ?? value;
    const reference = referenceOf(one);
    if (reference !== undefined) return variants[reference]?.(path)[0] ?? object(reference, path);
    if (one.enum) return one.enum[0];
    if (one.type === 'array') return listOf(one.items ?? {}, path);
    if (one.type === 'integer') return 3;
    if (one.type === 'boolean') return true;
    if (one.type === 'string') return `text of ${path}`;
    return { [`key of ${path}`]: `value of ${path}` };
  }

  function listOf(items: Schema, path: string): unknown[] {
    const reference = referenceOf(items);
    const all = reference === undefined ? undefined : variants[reference]?.(path);
    return all ?? [valueOf(items, path)];
  }

  const only = (body: Body, ...names: readonly string[]): Body =>
    Object.fromEntries(names.map((name) => [name, body[name]]));
  /** What can't be all at once is there several times. */
  const variants: Readonly<Record<string, (path: string) => Body[]>> = {
    EnvironmentVariable: (path) => {
      const all = object('EnvironmentVariable', path);
      return [
        { name: 'PLAIN', value: all['value'] },
        { name: 'SECURE', secureValue: all['secureValue'] },
        { name: 'REFERENCE', secureValueReference: all['secureValueReference'] },
      ];
    },
    ImageRegistryCredential: (path) => {
      const all = object('ImageRegistryCredential', path);
      return [
        { ...only(all, 'username', 'password'), server: 'one.example' },
        { ...only(all, 'identity', 'identityUrl'), server: 'two.example' },
        { ...only(all, 'username', 'passwordReference'), server: 'three.example' },
      ];
    },
    Volume: (path) => {
      const { name: _name, azureFile, ...kinds } = object('Volume', path);
      const { storageAccountKey, storageAccountKeyReference, ...share } = azureFile as Body;
      const all: Body[] = [
        { azureFile: { ...share, storageAccountKey } },
        { azureFile: { ...share, storageAccountKeyReference } },
        ...Object.entries(kinds).map(([kind, value]) => ({ [kind]: value })),
      ];
      return all.map((volume, at) => ({ ...volume, name: `volume-${at}` }));
    },
    Container: (path) => {
      const [one, other] = [object('Container', path), object('Container', path)];
      const resources = { requests: { cpu: 0.5, memoryInGB: 0.5 } };
      const ports = [{ port: 5002, protocol: 'UDP' }];
      return [one, { name: 'helper', properties: { ...(other['properties'] as Body), ports, resources } }];
    },
    ContainerGroupIdentity: () => {
      object('ContainerGroupIdentity', 'identity');
      return [
        { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { '/subscriptions/s/identities/one': {} } },
      ];
    },
  };
  /** Values that Azure's rules bind to others. */
  const special: Readonly<Record<string, (path: string) => unknown>> = {
    'Container.name': () => 'scorer',
    'ContainerProperties.image': () => 'contoso/score:7',
    'ContainerPort.port': () => 5001,
    'Port.port': () => 5001,
    'InitContainerDefinition.name': () => 'prepare',
    'InitContainerPropertiesDefinition.image': () => 'contoso/prepare:1',
    'VolumeMount.name': () => 'volume-1',
    'GpuResource.sku': () => 'V100',
    'GpuResource.count': () => 1,
    'ContainerGroupProperties.osType': () => 'Linux',
    'ContainerGroupProperties.sku': () => 'Dedicated',
    'IpAddress.dnsNameLabel': () => 'whole-group',
    'Volume.secret': () => ({ 'a.txt': Buffer.from('a secret').toString('base64') }),
    'Volume.emptyDir': () => ({}),
  };
  const properties = object('ContainerGroupProperties', 'group') as WireGroup['properties'];
  const identity = variants['ContainerGroupIdentity']?.('')[0];
  const group: WireGroup = {
    location: 'westeurope',
    tags: { owner: 'the analysts', 'Cost Center': '17' },
    zones: ['1'],
    ...(identity && { identity }),
    properties,
  };
  return { group, properties: [...made].sort() };
}

function referencesIn(value: Schema): readonly string[] {
  const own = referenceOf(value);
  const inside = [...(value.oneOf ?? []), ...(value.items ? [value.items] : [])];
  return [...(own === undefined ? [] : [own]), ...inside.flatMap(referencesIn)];
}

function referenceOf({ $ref }: Schema): string | undefined {
  return /^#\/definitions\/(\w+)$/u.exec($ref ?? '')?.[1];
}
