import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Arm } from './arm';

/** What is asked of Resource Manager without an SDK. `body` becomes JSON as it is. */
export interface ArmRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks for something that no SDK is worth its weight for, or hands on whole. @throws RestError, as the SDKs do */
export async function requestArm(arm: Arm, request: ArmRequest): Promise<unknown> {
  return bodyOf(await sendToArm(arm, request));
}

/** The same, where what counts is the status or a header. @throws RestError for an answer that isn't good */
export async function sendToArm(arm: Arm, { method, url, body, signal }: ArmRequest): Promise<PipelineResponse> {
  const { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } =
    await import('@azure/core-rest-pipeline');
  const { credential, options } = arm;
  const { credentialScopes: scopes, httpClient, retryOptions, userAgentOptions } = options;
  const pipeline = createPipelineFromOptions({ retryOptions, userAgentOptions });
  for (const { policy } of options.additionalPolicies) pipeline.addPolicy(policy);
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }));
  const headers = createHttpHeaders({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  const request = createPipelineRequest({
    method,
    url,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { abortSignal: signal }),
  });
  return good(await pipeline.sendRequest(httpClient, request));
}

/** The body of a good answer. @throws RestError for another */
export async function readAnswer(response: PipelineResponse): Promise<unknown> {
  return bodyOf(await good(response));
}

async function bodyOf(response: PipelineResponse): Promise<unknown> {
  const { RestError } = await import('@azure/core-rest-pipeline');
  const { status, request, bodyAsText } = response;
  try {
    return JSON.parse(bodyAsText ?? '');
  } catch {
    throw new RestError('no JSON', { code: RestError.PARSE_ERROR, statusCode: status, request, response });
  }
}

async function good(response: PipelineResponse): Promise<PipelineResponse> {
  const { RestError } = await import('@azure/core-rest-pipeline');
  const { status, request } = response;
  if (status >= 300) throw new RestError(`status ${status}`, { statusCode: status, request, response });
  return response;
}
