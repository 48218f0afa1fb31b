import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import { connectionProblem } from '../../../src-main/azure/connection-problem';
import { azureProblem } from '../../../src-main/azure/errors';
import { groupProblem, operationProblem } from '../../../src-main/azure/operation-problem';
import { createPatience } from '../../../src-main/azure/patience';
import { createTransport } from '../../../src-main/azure/transport';
import type { WireGroup } from '../../../src-main/targets/container-instances/ports';

const asker = {
  userName: 'adele@contoso.example',
  nameOf: (id: string) => (id === 'sub-1' ? 'Production' : undefined),
};
const group =
  'https://management.azure.com/subscriptions/sub-1/resourceGroups/rg/providers/Microsoft.X/things/one?api-version=1';

function restError(status: number, code: string, message = '', headers: Record<string, string> = {}, url = group) {
  const request = createPipelineRequest({ url });
  const bodyAsText = JSON.stringify({ error: { code, message } });
  const response = { request, status, headers: createHttpHeaders(headers), bodyAsText };
  return new RestError(message, { code, statusCode: status, request, response });
}

function problemFrom(cause: unknown) {
  const problem = azureProblem(cause, asker);
  if (problem instanceof AppError) return problem.toProblem();
  throw new Error('no problem of ours', { cause });
}

describe('what Azure says becomes one problem', () => {
  const refusal = "… does not have authorization to perform action 'ACTION' over scope '/subscriptions/sub-1' …";
  it.each([
    ['Microsoft.Resources/subscriptions/resourceGroups/read', 'Reader'],
    ['Microsoft.ContainerInstance/containerGroups/write', 'Contributor'],
    ['Microsoft.ContainerRegistry/registries/listCredentials/action', 'Contributor'],
    ['Microsoft.Network/dnsZones/CNAME/write', 'DNS Zone Contributor'],
    ['Microsoft.Authorization/roleAssignments/write', 'User Access Administrator'],
  ])('%s takes the role %s', (action, role) => {
    const cause = restError(403, 'AuthorizationFailed', refusal.replace('ACTION', action));
    expect(problemFrom(cause)).toEqual({
      code: 'azure.forbidden',
      facts: { action, role, scope: 'subscription', name: 'Production', userName: asker.userName },
    });
  });

  it.each([
    [restError(403, 'ReadOnlyDisabledSubscription'), 'azure.subscription-disabled', { name: 'Production' }],
    [
      restError(403, 'RequestDisallowedByPolicy', '…"policyDefinition":{"name":"Allowed locations"…'),
      'azure.policy',
      { policy: 'Allowed locations' },
    ],
    [
      restError(409, 'MissingSubscriptionRegistration', "… use namespace 'Microsoft.ContainerInstance'."),
      'azure.provider-not-registered',
      { provider: 'Microsoft.ContainerInstance' },
    ],
    [
      restError(
        409,
        'ServiceUnavailable',
        "The requested resource is not available in the location 'westeurope' at this moment.",
      ),
      'azure.no-capacity',
      { region: 'westeurope' },
    ],
    [
      restError(
        400,
        'ContainerGroupQuotaReached',
        "quota 'StandardCores' exceeded in region 'westeurope'. Limit: '10', …",
      ),
      'azure.quota-reached',
      { quota: 'StandardCores', region: 'westeurope', limit: 10 },
    ],
    [restError(409, 'RegistryErrorResponse'), 'azure.operation-failed', { reason: 'registry-busy' }],
    [
      restError(
        400,
        'Unheard',
        "The updates on container group 'one' are invalid. If you … you must delete it first …",
      ),
      'azure.must-recreate',
      { name: 'one' },
    ],
    [restError(409, 'InvalidResourceLocation'), 'azure.must-recreate', { name: 'one' }],
    [
      restError(409, 'ResourceGroupBeingDeleted'),
      'azure.conflict',
      { name: 'one', azure: 'ResourceGroupBeingDeleted' },
    ],
    [restError(412, 'PreconditionFailed'), 'azure.conflict', {}],
    [restError(404, 'ResourceGroupNotFound'), 'azure.not-found', { what: 'resource-group', name: 'rg' }],
    [restError(404, 'SubscriptionNotFound'), 'azure.not-found', { what: 'subscription', name: 'Production' }],
    [
      restError(400, 'InvalidTemplate', '', { 'x-ms-correlation-request-id': 'c-1' }),
      'azure.refused',
      { azure: 'InvalidTemplate', status: 400, correlation: 'c-1' },
    ],
    [restError(429, 'TooManyRequests', '', { 'retry-after': '17' }), 'azure.throttled', { seconds: 17 }],
    [restError(502, 'BadGateway'), 'azure.unavailable', { status: 502, service: 'resource-manager' }],
    [restError(407, ''), 'azure.proxy-sign-in', { host: 'management.azure.com' }],
  ])('%s is %s', (cause, code, facts) => {
    expect(problemFrom(cause)).toMatchObject({ code, facts });
  });

  it.each([
    [-40 * 60_000, 'ahead'],
    [40 * 60_000, 'behind'],
  ])('401 where the clocks differ by %d ms is about the clock: %s', (offset, direction) => {
    const date = new Date(Date.now() + offset).toUTCString();
    expect(problemFrom(restError(401, 'InvalidAuthenticationToken', '', { date }))).toEqual({
      code: 'azure.clock-wrong',
      facts: { minutes: 40, direction },
    });
  });

  it('401 at the same time is about the session', () => {
    const cause = restError(401, 'InvalidAuthenticationToken', '', { date: new Date().toUTCString() });
    expect(problemFrom(cause).code).toBe('sign-in.needed');
  });

  it('a mistake of our own stays one', () => {
    const mistake = new TypeError('x is undefined');
    expect(azureProblem(mistake, asker)).toBe(mistake);
  });

  it('nothing of what Azure writes is a fact but codes and names', () => {
    const facts = JSON.stringify(problemFrom(restError(400, 'X', 'eyJhbGciOi secret sentence')));
    expect(facts).not.toContain('secret');
  });
});

describe('an operation that ends badly', () => {
  const failed = (code = '') => new Error(`The long-running operation has failed.${code && ` ${code}. Something.`}`);
  const groupWith = (events: readonly object[], view: object = {}): WireGroup => ({
    location: 'westeurope',
    properties: {
      containers: [
        { name: 'gateway', properties: {} },
        { name: 'model', properties: { instanceView: { events, ...view } } },
      ],
    },
  });
  const factsOf = (made: WireGroup, ended?: { code: string; message: string }) =>
    groupProblem('churn-model', made, ended).toProblem().facts;

  it.each([
    ['Failed', 'Failed to pull image "x.azurecr.io/churn:99": manifest unknown', 'image-not-found'],
    ['Failed', 'Failed to pull image "x.azurecr.io/churn:1": unauthorized', 'image-not-allowed'],
    ['Failed', 'toomanyrequests: You have reached your pull rate limit', 'registry-busy'],
    ['Failed', 'InsufficientCapacity', 'no-capacity'],
    ['Failed', 'a Quota was exceeded', 'quota'],
    ['BackOff', 'Back-off restarting failed container', 'container-ends'],
    ['FailedMount', 'timed out waiting for the condition', 'timeout'],
  ])('is explained by the events of its containers: %s %s', (name, message, reason) => {
    const facts = factsOf(groupWith([{ name, message, type: 'Warning' }]), { code: 'ProvisioningFailed', message: '' });
    expect(facts).toEqual({ name: 'churn-model', azure: 'ProvisioningFailed', reason, container: 'model' });
  });

  it('is explained by a state, where there is no event of it', () => {
    const currentState = { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' };
    expect(factsOf(groupWith([], { currentState }))).toMatchObject({ reason: 'container-ends', container: 'model' });
  });

  it('is explained by Azure alone, where the group says nothing', () => {
    const facts = factsOf(groupWith([]), { code: 'InaccessibleImage', message: 'The image is not accessible.' });
    expect(facts).toEqual({ name: 'churn-model', azure: 'InaccessibleImage', reason: 'image-not-allowed' });
    expect(factsOf(groupWith([]))).toEqual({ name: 'churn-model', azure: '', reason: 'other' });
  });

  it('is not explained by what went well, however the image is called', () => {
    const pulling = { name: 'Pulling', message: 'pulling image "contoso/access-denied:timeout"', type: 'Normal' };
    const odd = { name: 'Odd', message: 'nothing special', type: 'Warning' };
    expect(factsOf(groupWith([pulling, odd]))).toEqual({ name: 'churn-model', azure: 'Odd', reason: 'other' });
  });

  it('has its code in the sentence of the SDK, or none', () => {
    expect(operationProblem(failed('InaccessibleImage'), 'churn-model')).toMatchObject({
      code: 'azure.operation-failed',
      facts: { azure: 'InaccessibleImage', reason: 'image-not-allowed' },
    });
    expect(operationProblem(failed(), 'churn-model')).toMatchObject({ facts: { azure: '', reason: 'other' } });
  });

  it('is no such thing where the request itself was declined', () => {
    const cause = restError(429, 'TooManyRequests');
    expect(operationProblem(cause, 'x')).toBe(cause);
  });
});

describe('a connection that does not come about', () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'azure.offline', {}],
    ['net::ERR_NAME_NOT_RESOLVED', 'azure.offline', {}],
    ['net::ERR_CONNECTION_TIMED_OUT', 'azure.timeout', {}],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'azure.proxy-sign-in', {}],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'azure.tls-not-trusted', { reason: 'unknown-authority' }],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'azure.tls-not-trusted', { reason: 'name' }],
    ['net::ERR_CERT_DATE_INVALID', 'azure.tls-not-trusted', { reason: 'dates' }],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'azure.tls-not-trusted', { reason: 'other' }],
  ])('in Chromium: %s is %s', (message, code, facts) => {
    const problem = connectionProblem(new Error(message), 'management.azure.com').toProblem();
    expect(problem).toEqual({ code, facts: { host: 'management.azure.com', ...facts } });
  });

  it.each([
    ['ENOTFOUND', 'azure.offline'],
    ['ECONNREFUSED', 'azure.offline'],
    ['ETIMEDOUT', 'azure.timeout'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'azure.tls-not-trusted'],
    ['CERT_HAS_EXPIRED', 'azure.tls-not-trusted'],
  ])('in Node.js: %s is %s, wherever it is in the causes', (code, problem) => {
    const cause = new TypeError('fetch failed', {
      cause: new AggregateError([Object.assign(new Error('x'), { code })]),
    });
    expect(connectionProblem(cause, 'h').code).toBe(problem);
  });
});

describe('the transport', () => {
  const log = { write: () => undefined };
  const request = { method: 'GET', url: 'https://a.example/x', headers: {} };
  const anywhere = () => true;

  it.each(['http://a.example/x', 'https://user:secret@a.example/x', 'https://b.example/x'])(
    'sends nothing to %s',
    async (url) => {
      let asked = 0;
      const fetch = async () => {
        asked += 1;
        return new Response('{}');
      };
      const send = createTransport(({ host }) => host === 'a.example', { fetch, log });
      await expect(send({ ...request, url })).rejects.toMatchObject({ code: 'azure.host-elsewhere' });
      expect(asked).toBe(0);
    },
  );

  it('takes no answer that is too large, whatever it says of its length', async () => {
    const fetch = async () => new Response('x'.repeat(2000));
    const send = createTransport(anywhere, { fetch, log, maxBytes: 1000 });
    await expect(send(request)).rejects.toMatchObject({ code: 'azure.answer-too-large' });
  });

  it('ends a request that takes too long, and one that is stopped', async () => {
    const fetch = (_address: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    const late = createTransport(anywhere, { fetch, log, milliseconds: 20 });
    await expect(late(request)).rejects.toMatchObject({ code: 'azure.timeout' });
    const stop = new AbortController();
    const stopped = createTransport(anywhere, { fetch, log })({ ...request, signal: stop.signal });
    stop.abort(new AppError('sign-in.cancelled'));
    await expect(stopped).rejects.toMatchObject({ code: 'sign-in.cancelled' });
  });

  it('says that the proxy wants a password', async () => {
    const fetch = async () => new Response('', { status: 407 });
    await expect(createTransport(anywhere, { fetch, log })(request)).rejects.toMatchObject({
      code: 'azure.proxy-sign-in',
    });
  });

  it('follows no redirect, sends no cookies, and logs neither path nor query nor headers', async () => {
    const lines: string[] = [];
    let options: RequestInit = {};
    const fetch = async (_: string, given: RequestInit) => {
      options = given;
      return new Response('{}', { headers: { 'x-ms-correlation-request-id': 'c-1' } });
    };
    const write = (...line: unknown[]) => void lines.push(JSON.stringify(line));
    const headers = { authorization: 'Bearer canary-1', 'x-ms-client-request-id': 'r-1' };
    await createTransport(anywhere, { fetch, log: { write } })({ ...request, url: `${request.url}?canary-2`, headers });
    expect(options).toMatchObject({ redirect: 'error', credentials: 'omit' });
    expect(lines.join('')).toMatch(/r-1.*c-1/u);
    expect(lines.join('')).not.toMatch(/canary|\/x/u);
  });
});

describe('patience', () => {
  const asking = (statuses: readonly number[], headers: Record<string, string> = {}, method: 'GET' | 'PUT' = 'GET') => {
    const waits: number[] = [];
    const left = [...statuses];
    const request = createPipelineRequest({ url: group, method });
    const policy = createPatience(async (milliseconds) => void waits.push(milliseconds));
    const next = async () => ({ request, status: left.shift() ?? 200, headers: createHttpHeaders(headers) });
    return { waits, done: policy.sendRequest(request, next) };
  };

  it('waits longer each time without Retry-After, and gives up after three', async () => {
    const { waits, done } = asking([429, 429, 429, 429]);
    expect((await done).status).toBe(429);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it('waits as long as Azure says, if a person would', async () => {
    const { waits, done } = asking([429], { 'retry-after': '3' });
    expect((await done).status).toBe(200);
    expect(waits).toEqual([3000]);
    await expect(asking([429], { 'retry-after': '600' }).done).rejects.toMatchObject({
      code: 'azure.throttled',
      facts: { seconds: 600 },
    });
  });

  it('repeats no change that may have been made', async () => {
    const { waits, done } = asking([503], {}, 'PUT');
    expect((await done).status).toBe(503);
    expect(waits).toEqual([]);
  });
});
