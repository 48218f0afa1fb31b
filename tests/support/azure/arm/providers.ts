import type { Cloud } from '../cloud';
import type { Call } from '../http/exchange';
import type { RegistrationState } from '../world/state';
import { ArmError } from './arm-error';
import { page } from './paging';
import { regions } from './regions';
import { type ArmAnswer, type ArmCall, type ArmRoute, param, subscriptionScope } from './route';

const apiVersions = ['2021-04-01', '2022-09-01', '2024-03-01', '2024-11-01', '2025-03-01', '2025-04-01'];

interface ResourceType {
  readonly name: string;
  readonly apiVersions: readonly string[];
  readonly isGlobal?: boolean;
}

/** Namespace, and what types it has with the versions that are answered. */
export const providers: Readonly<Record<string, readonly ResourceType[]>> = {
  'Microsoft.Resources': [{ name: 'resourceGroups', apiVersions, isGlobal: true }],
  'Microsoft.Authorization': [{ name: 'roleAssignments', apiVersions: ['2022-04-01'], isGlobal: true }],
  'Microsoft.ContainerInstance': [{ name: 'containerGroups', apiVersions: ['2025-09-01', '2023-05-01'] }],
  'Microsoft.ContainerRegistry': [{ name: 'registries', apiVersions: ['2025-04-01', '2023-07-01'] }],
  'Microsoft.Network': [{ name: 'dnsZones', apiVersions: ['2018-05-01'], isGlobal: true }],
};

/** Providers, and whether a subscription is registered with them. */
export function providerRoutes(cloud: Cloud): readonly ArmRoute[] {
  const path = '/subscriptions/{subscription}/providers/{namespace}';
  const common = { apiVersions, scope: subscriptionScope };
  return [
    {
      ...common,
      method: 'GET',
      path: '/subscriptions/{subscription}/providers',
      action: 'Microsoft.Resources/subscriptions/providers/read',
      filtered: true,
      handle: (call) =>
        page(
          cloud,
          call,
          Object.keys(providers).map((namespace) => view(cloud, call, namespace)),
        ),
    },
    {
      ...common,
      method: 'GET',
      path,
      action: 'Microsoft.Resources/subscriptions/providers/read',
      filtered: true,
      handle: (call) => answer(cloud, call),
    },
    // Registering takes a while: it is over at one of the next looks at it.
    {
      ...common,
      method: 'POST',
      path: `${path}/register`,
      action: 'Microsoft.Resources/subscriptions/providers/register/action',
      handle: (call) => change(cloud, call, 'Registering', 'Registered'),
    },
    {
      ...common,
      method: 'POST',
      path: `${path}/unregister`,
      action: 'Microsoft.Resources/subscriptions/providers/unregister/action',
      handle: (call) => change(cloud, call, 'Unregistering', 'NotRegistered'),
    },
  ];
}

/** The namespace in a path. */
export function namespaceOf(path: string): string | undefined {
  return /\/providers\/(?<namespace>[^/]+)/iu.exec(path)?.groups?.['namespace'];
}

/** Every version that a provider answers; none for a provider that isn't there. */
export function supportedApiVersions(namespace: string): readonly string[] {
  return providers[nameOf(namespace) ?? '']?.flatMap((type) => type.apiVersions) ?? [];
}

/** @throws ArmError 409 MissingSubscriptionRegistration for a change with a provider that the subscription isn't registered with. */
export function requireRegistration(cloud: Cloud, { method, url }: Call): void {
  const namespace = namespaceOf(url.pathname);
  const subscription = /^\/subscriptions\/(?<id>[^/]+)\/resourceGroups\//iu.exec(url.pathname)?.groups?.['id'];
  if (!namespace || !subscription || !['PUT', 'PATCH'].includes(method)) return;
  if (stateOf(cloud, subscription, namespace) === 'Registered') return;
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  const code = 'MissingSubscriptionRegistration';
  throw new ArmError(409, code, message, { details: [{ code, target: namespace, message }] });
}

function change(cloud: Cloud, call: ArmCall, during: RegistrationState, after: RegistrationState): ArmAnswer {
  const key = keyOf(param(call, 'subscription'), param(call, 'namespace'));
  // Unless it is so already: then nothing begins.
  if (stateOf(cloud, param(call, 'subscription'), param(call, 'namespace')) !== after)
    cloud.state.registrations[key] = during;
  return answer(cloud, call);
}

function answer(cloud: Cloud, call: ArmCall): ArmAnswer {
  const named = param(call, 'namespace');
  const namespace = nameOf(named);
  if (!namespace) throw new ArmError(404, 'InvalidResourceNamespace', `The resource namespace '${named}' is invalid.`);
  const body = view(cloud, call, namespace);
  const key = keyOf(param(call, 'subscription'), namespace);
  const { registrations } = cloud.state;
  if (registrations[key] === 'Registering') registrations[key] = 'Registered';
  if (registrations[key] === 'Unregistering') registrations[key] = 'NotRegistered';
  return { status: 200, body };
}

function view(cloud: Cloud, call: ArmCall, namespace: string): object {
  const subscription = param(call, 'subscription');
  return {
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: stateOf(cloud, subscription, namespace),
    resourceTypes: (providers[namespace] ?? []).map(({ name, apiVersions: versions, isGlobal }) => ({
      resourceType: name,
      locations: isGlobal ? ['global'] : locationsOf(namespace),
      apiVersions: versions,
      capabilities: 'SupportsTags, SupportsLocation',
    })),
  };
}

function locationsOf(namespace: string): readonly string[] {
  const isContainers = namespace === 'Microsoft.ContainerInstance';
  return regions.filter((region) => !isContainers || region.hasContainerInstances).map((region) => region.displayName);
}

/** Resource groups and roles need no registration. */
function stateOf({ state }: Cloud, subscription: string, namespace: string): RegistrationState {
  if (['microsoft.resources', 'microsoft.authorization'].includes(namespace.toLowerCase())) return 'Registered';
  return state.registrations[keyOf(subscription, namespace)] ?? 'NotRegistered';
}

function nameOf(namespace: string): string | undefined {
  return Object.keys(providers).find((name) => name.toLowerCase() === namespace.toLowerCase());
}

function keyOf(subscription: string, namespace: string): string {
  return `${subscription}/${namespace}`.toLowerCase();
}
