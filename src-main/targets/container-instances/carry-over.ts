import { bare } from './held-values';
import type { WireContainer, WireGroup } from './ports';

/**
 * A group as it was read, as it may be sent: everything it has and that a request can say, known to us or not, without what
 * Azure alone says of it (states, addresses, ids) and without anything secret. learn.microsoft.com/rest/api/container-instances.
 */
export function carryOver(group: WireGroup): WireGroup {
  const { id: _id, name: _name, type: _type, etag: _etag, systemData: _systemData, ...top } = group;
  const { identity, properties, ...rest } = withoutUnset(top) as typeof top;
  const {
    provisioningState: _state,
    instanceView: _view,
    provisioningTimeoutInSeconds: _timeout,
    isCustomProvisioningTimeout: _isCustom,
    isCreatedFromStandbyPool: _fromPool,
    containers,
    initContainers,
    ipAddress,
    ...others
  } = properties;
  return bare({
    ...rest,
    ...(identity !== undefined && { identity: identityOf(identity) }),
    properties: {
      ...others,
      containers: containers.map(containerOf),
      // Azure shows an empty list where there are none.
      ...(initContainers?.length && { initContainers: initContainers.map(containerOf) }),
      ...(ipAddress && { ipAddress: addressOf(ipAddress) }),
    },
  });
}

function containerOf({ name, properties }: WireContainer): WireContainer {
  const { instanceView: _view, ...rest } = properties;
  return { name, properties: rest };
}

function addressOf(ipAddress: NonNullable<WireGroup['properties']['ipAddress']>) {
  const { ip: _ip, fqdn: _fqdn, ...rest } = ipAddress;
  return rest;
}

/** Of identities Azure says which principals they are; a request only names them. */
function identityOf(identity: unknown): unknown {
  const {
    principalId: _principal,
    tenantId: _tenant,
    userAssignedIdentities,
    ...rest
  } = identity as {
    readonly userAssignedIdentities?: Readonly<Record<string, unknown>>;
  } & Readonly<Record<string, unknown>>;
  if (userAssignedIdentities === undefined) return rest;
  return {
    ...rest,
    userAssignedIdentities: Object.fromEntries(Object.keys(userAssignedIdentities).map((id) => [id, {}])),
  };
}

/** Azure answers null where nothing was said, and takes no null for it. What an extension is set to is its own. */
function withoutUnset(value: unknown, name = ''): unknown {
  if (name === 'settings' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutUnset(item));
  const kept = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutUnset(one, key)]));
}
