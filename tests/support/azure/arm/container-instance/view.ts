import type { ContainerGroup } from '../../world/state';
import type { ContainerProperties, GroupProperties } from './properties';
import type { RunningContainer, RunningGroup } from './runner';

/** A group as Azure shows it: never a secure value, a secret file, a password or a key, whatever was sent. */
export function groupView(group: ContainerGroup, running?: RunningGroup): object {
  const { id, name, type, location, tags, top } = group;
  return { id, name, type, location, tags: tags ?? {}, ...top, properties: propertiesView(group, running) };
}

function propertiesView(group: ContainerGroup, running: RunningGroup | undefined): object {
  const sent = group.properties as unknown as GroupProperties;
  const { containers, initContainers, imageRegistryCredentials, volumes, diagnostics, extensions, ipAddress, ...rest } =
    sent;
  return {
    // What was left out is there with what it defaults to.
    sku: 'Standard',
    restartPolicy: 'Always',
    ...rest,
    provisioningState: group.provisioningState,
    provisioningTimeoutInSeconds: 1800,
    isCustomProvisioningTimeout: false,
    containers: containers.map(({ name, properties }) => containerView(name, properties, running?.containers[name])),
    initContainers: (initContainers ?? []).map(({ name, properties }) => ({
      name,
      properties: { ...withoutSecureValues(properties), ...instanceView(running?.containers[name]) },
    })),
    ...(imageRegistryCredentials && {
      imageRegistryCredentials: imageRegistryCredentials.map(({ password: _password, ...shown }) => shown),
    }),
    ...(volumes && { volumes: volumes.map(withoutSecrets) }),
    ...(diagnostics && { diagnostics: withoutKey(diagnostics) }),
    ...(extensions && {
      extensions: extensions.map(({ name, properties: { protectedSettings: _protected, ...shown } = {} }) => ({
        name,
        properties: shown,
      })),
    }),
    ...(ipAddress && { ipAddress: addressView(group, ipAddress) }),
    ...(running && { instanceView: { events: running.events, state: running.state } }),
  };
}

function containerView(name: string, properties: ContainerProperties, running: RunningContainer | undefined): object {
  const ports = (properties.ports ?? []).map((port) => ({ protocol: 'TCP', ...port }));
  return { name, properties: { ...withoutSecureValues(properties), ports, ...instanceView(running) } };
}

function instanceView(running: RunningContainer | undefined): object {
  return running ? { instanceView: running } : {};
}

function withoutSecureValues(properties: Partial<ContainerProperties>): object {
  const environmentVariables = (properties.environmentVariables ?? []).map(
    ({ secureValue: _secure, ...shown }) => shown,
  );
  return { ...properties, environmentVariables };
}

function withoutSecrets({
  secret,
  azureFile,
  secretReference,
  ...rest
}: NonNullable<GroupProperties['volumes']>[number]): object {
  const { storageAccountKey: _key, ...share } = azureFile ?? {};
  return {
    ...rest,
    ...(secret && { secret: {} }),
    ...(azureFile && { azureFile: share }),
    ...(secretReference && { secretReference: {} }),
  };
}

function withoutKey(diagnostics: NonNullable<GroupProperties['diagnostics']>): object {
  if (!diagnostics.logAnalytics) return diagnostics;
  const { workspaceKey: _key, ...shown } = diagnostics.logAnalytics;
  return { ...diagnostics, logAnalytics: shown };
}

function addressView(
  { address, fqdn, isStopped }: ContainerGroup,
  ipAddress: NonNullable<GroupProperties['ipAddress']>,
): object {
  const ports = ipAddress.ports.map((port) => ({ protocol: 'TCP', ...port }));
  return { ...ipAddress, ports, ...(!isStopped && { ip: address }), ...(fqdn && { fqdn }) };
}
