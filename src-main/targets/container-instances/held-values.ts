import type { HeldValue } from '../../../shared/deployments/held-value';
import { AppError } from '../../app-error';
import { GATEWAY_VOLUME } from './gateway-container';
import type { WireContainer, WireGroup, WireProperties } from './ports';

type Values = ReadonlyMap<string, string>;
type Variable = NonNullable<WireContainer['properties']['environmentVariables']>[number];
type Credential = NonNullable<WireProperties['imageRegistryCredentials']>[number];
type Volume = NonNullable<WireProperties['volumes']>[number];
type Extension = NonNullable<WireProperties['extensions']>[number];
type Diagnostics = NonNullable<WireProperties['diagnostics']>;

/**
 * What has to be sent with a group and Azure never gives back, by name: a secure variable comes back as a name without value, a
 * secret volume as an empty one, and of passwords and keys nothing comes back. The gateway's own files are not among them.
 * @param server A registry whose password is asked of Azure itself.
 */
export function heldValuesOf({ properties }: WireGroup, server?: string): HeldValue[] {
  const { imageRegistryCredentials = [], volumes = [], diagnostics, extensions = [] } = properties;
  return [
    ...containersOf(properties).flatMap(({ name: container, properties: { environmentVariables = [] } }) =>
      environmentVariables
        .filter(isSecure)
        .map(({ name }) => held('environment', `environment/${container}/${name}`, name, container)),
    ),
    ...imageRegistryCredentials
      .filter((credential) => needsPassword(credential) && credential.server !== server)
      .map((credential) => held('registry-password', `registry-password/${credential.server}`, credential.server)),
    ...volumes.flatMap(ofVolume),
    ...(needsWorkspaceKey(diagnostics)
      ? [held('workspace-key', workspaceKeyId(diagnostics), workspaceOf(diagnostics))]
      : []),
    ...extensions.map(({ name }) => held('protected-settings', `protected-settings/${name}`, name)),
  ];
}

/** The values put in where they belong. @throws {AppError} `deployment.values-missing` before anything is sent */
export function withHeldValues(group: WireGroup, values: Values, server?: string): WireGroup {
  const missing = heldValuesOf(group, server).filter(({ id }) => !values.has(id));
  if (missing.length > 0) throw new AppError('deployment.values-missing', { count: missing.length });
  return mapSecrets(group, {
    variable: (variable, container) => {
      if (!isSecure(variable)) return variable;
      return { ...variable, secureValue: values.get(`environment/${container}/${variable.name}`) ?? '' };
    },
    credential: (credential) => {
      const password = values.get(`registry-password/${credential.server}`);
      return needsPassword(credential) && password !== undefined ? { ...credential, password } : credential;
    },
    volume: (volume) => volumeWith(volume, values),
    extension: (extension) => extensionWith(extension, values),
    diagnostics: (diagnostics) => {
      if (!needsWorkspaceKey(diagnostics)) return diagnostics;
      const workspaceKey = values.get(workspaceKeyId(diagnostics)) ?? '';
      return { ...diagnostics, logAnalytics: { ...diagnostics.logAnalytics, workspaceKey } };
    },
  });
}

/** SECURITY: the group without anything secret, whatever was in it: what is written to the disk or shown passes through here. */
export function bare(group: WireGroup): WireGroup {
  return mapSecrets(group, {
    variable: ({ secureValue: _secure, ...rest }) => rest,
    credential: ({ password: _password, ...rest }) => rest,
    volume: ({ secret, azureFile, ...rest }) => {
      const { storageAccountKey: _key, ...share } = azureFile ?? {};
      return { ...rest, ...(secret && { secret: {} }), ...(azureFile && { azureFile: share }) };
    },
    extension: ({ properties, ...rest }) => {
      const { protectedSettings: _protected, ...shown } = properties ?? {};
      return { ...rest, ...(properties && { properties: shown }) };
    },
    diagnostics: ({ logAnalytics, ...rest }) => {
      const { workspaceKey: _key, ...shown } = logAnalytics ?? {};
      return { ...rest, ...(logAnalytics && { logAnalytics: shown }) };
    },
  });
}

/** What is done to each place where a secret can be. */
interface Places {
  readonly variable: (variable: Variable, container: string) => Variable;
  readonly credential: (credential: Credential) => Credential;
  readonly volume: (volume: Volume) => Volume;
  readonly extension: (extension: Extension) => Extension;
  readonly diagnostics: (diagnostics: Diagnostics) => Diagnostics;
}

function mapSecrets(group: WireGroup, places: Places): WireGroup {
  const { properties } = group;
  const { containers, initContainers, imageRegistryCredentials, volumes, extensions, diagnostics } = properties;
  const container = ({ name, properties: { environmentVariables, ...rest } }: WireContainer): WireContainer => {
    const variables = environmentVariables?.map((variable) => places.variable(variable, name));
    return { name, properties: { ...rest, ...(variables && { environmentVariables: variables }) } };
  };
  return {
    ...group,
    properties: {
      ...properties,
      containers: containers.map(container),
      ...(initContainers && { initContainers: initContainers.map(container) }),
      ...(imageRegistryCredentials && {
        imageRegistryCredentials: imageRegistryCredentials.map((one) => places.credential(one)),
      }),
      ...(volumes && { volumes: volumes.map((one) => places.volume(one)) }),
      ...(extensions && { extensions: extensions.map((one) => places.extension(one)) }),
      ...(diagnostics && { diagnostics: places.diagnostics(diagnostics) }),
    },
  };
}

function containersOf({ containers, initContainers = [] }: WireProperties): readonly WireContainer[] {
  return [...containers, ...initContainers];
}

/** A reference to a key vault says where the value is; it comes back as it was sent. */
function isSecure(variable: Variable & { readonly secureValueReference?: unknown }): boolean {
  return variable.value === undefined && variable.secureValueReference === undefined;
}

function needsPassword(credential: Credential & { readonly passwordReference?: unknown }): boolean {
  return credential.username !== undefined && credential.passwordReference === undefined;
}

function needsWorkspaceKey(diagnostics: Diagnostics | undefined): diagnostics is Diagnostics {
  return diagnostics?.logAnalytics !== undefined;
}

function workspaceKeyId(diagnostics: Diagnostics): string {
  return `workspace-key/${workspaceOf(diagnostics)}`;
}

function workspaceOf({ logAnalytics = {} }: Diagnostics): string {
  const { workspaceId } = logAnalytics as { readonly workspaceId?: unknown };
  return typeof workspaceId === 'string' ? workspaceId : '';
}

function ofVolume(volume: Volume): HeldValue[] {
  const { name, secret } = volume;
  if (secret) return name === GATEWAY_VOLUME ? [] : [held('volume-files', `volume-files/${name}`, name)];
  if (needsStorageKey(volume)) return [held('storage-key', `storage-key/${name}`, name)];
  // Which of its secrets are which files: Azure keeps that to itself, too. JSON, file name to the secret's.
  return hasHiddenReferences(volume) ? [held('protected-settings', referencesId(name), name)] : [];
}

function needsStorageKey({ azureFile }: Volume): boolean {
  return azureFile !== undefined && azureFile['storageAccountKeyReference'] === undefined;
}

/** No extension has a slash in its name. */
function referencesId(volume: string): string {
  return `protected-settings/volumes/${volume}`;
}

function hasHiddenReferences(volume: Volume): boolean {
  const references = volume['secretReference'];
  return typeof references === 'object' && references !== null && Object.keys(references).length === 0;
}

function volumeWith(volume: Volume, values: Values): Volume {
  const { name, secret, azureFile } = volume;
  if (secret) return name === GATEWAY_VOLUME ? volume : { ...volume, secret: textsOf(values, `volume-files/${name}`) };
  if (azureFile && needsStorageKey(volume))
    return { ...volume, azureFile: { ...azureFile, storageAccountKey: values.get(`storage-key/${name}`) ?? '' } };
  if (!hasHiddenReferences(volume)) return volume;
  return { ...volume, secretReference: textsOf(values, referencesId(name)) };
}

/** An extension that has none takes an empty object for them: then nothing is sent. */
function extensionWith(extension: Extension, values: Values): Extension {
  const protectedSettings = objectOf(values, `protected-settings/${extension.name}`);
  if (Object.keys(protectedSettings).length === 0) return extension;
  return { ...extension, properties: { ...extension.properties, protectedSettings } };
}

function textsOf(values: Values, id: string): Record<string, string> {
  return Object.fromEntries(Object.entries(objectOf(values, id)).map(([name, text]) => [name, String(text)]));
}

function objectOf(values: Values, id: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(values.get(id) ?? '{}');
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

function held(kind: HeldValue['kind'], id: string, name: string, container?: string): HeldValue {
  return { id, kind, ...(container !== undefined && { container }), name };
}
