import type { Cloud } from '../cloud';
import type { Call } from '../http/exchange';
import { ArmError, authorizationFailed } from './arm-error';
import { type Caller, wrongTenant } from './bearer';
import { namespaceOf, supportedApiVersions } from './providers';
import { isVisible, mayDo } from './roles';
import { isSame, type ArmCall, type ArmRoute } from './route';

/** The version that the query asks for. @throws ArmError 400 */
export function readApiVersion({ url }: Call): string {
  const version = url.searchParams.get('api-version');
  if (!version) {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (!/^\d{4}-\d{2}-\d{2}(?:-\w+)?$/u.test(version)) {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${supportedApiVersions('microsoft.resources').join(',')}'.`,
    );
  }
  return version;
}

/** A subscription that isn't there, or that trusts another tenant than the token's. @throws ArmError 404, 401 */
export function checkSubscription(cloud: Cloud, caller: Caller, path: string): void {
  const id = /^\/subscriptions\/(?<id>[^/]+)/iu.exec(path)?.groups?.['id'];
  if (id === undefined) return;
  const subscription = cloud.state.subscriptions.find((one) => isSame(one.id, id));
  if (!subscription) throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  if (subscription.tenant !== caller.tenant) throw wrongTenant(cloud, caller, subscription.tenant);
}

/** Whether the provider has this version of the call. @throws ArmError 400 */
export function checkApiVersion({ apiVersions }: ArmRoute, { url }: Call, apiVersion: string): void {
  if (apiVersions.length === 0 || apiVersions.includes(apiVersion)) return;
  const namespace = namespaceOf(url.pathname);
  throw new ArmError(
    400,
    namespace ? 'NoRegisteredProviderFound' : 'InvalidApiVersionParameter',
    namespace
      ? `No registered resource provider found for location '' and API version '${apiVersion}' for type '${url.pathname.split('/').at(-1)}'. The supported api-versions are '${apiVersions.join(', ')}'.`
      : `The api-version '${apiVersion}' is invalid. The supported versions are '${apiVersions.join(',')}'.`,
  );
}

/** 403 unless a role allows it. A list is answered to everyone who may see something in it; the provider leaves the rest out. @throws ArmError 403 */
export function checkRole(
  { state }: Cloud,
  caller: Caller,
  route: ArmRoute,
  call: Pick<ArmCall, 'params' | 'url'>,
): void {
  if (!route.action) return;
  const scope = route.scope?.(call.params) ?? call.url.pathname;
  if (mayDo(state, caller.objectId, route.action, scope)) return;
  if (route.method === 'GET' && route.filtered && isVisible(state, caller.objectId, scope)) return;
  throw authorizationFailed(caller, route.action, scope);
}

/** The body's JSON; undefined where there is none. @throws ArmError 400 */
export function readBody({ body }: Call): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new ArmError(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
  }
}

/** What is said of a call that no provider has. */
export function notFound({ method, url }: Call, otherMethods: boolean): ArmError {
  if (otherMethods) {
    return new ArmError(
      405,
      'HttpMethodNotAllowed',
      `The http method '${method}' is not supported at scope '${url.pathname}'.`,
    );
  }
  const namespace = namespaceOf(url.pathname);
  if (namespace === undefined) return new ArmError(404, 'NotFound', 'The request URI is not valid.');
  return supportedApiVersions(namespace).length === 0
    ? new ArmError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`)
    : new ArmError(
        404,
        'InvalidResourceType',
        `The resource type could not be found in the namespace '${namespace}' for api version '${url.searchParams.get('api-version')}'.`,
      );
}
