import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Arm } from './arm';

/** Asks Resource Manager for something that no SDK is worth its weight for. @throws RestError, as the SDKs do */
export async function requestArm(arm: Arm, method: 'GET' | 'POST', url: string): Promise<unknown> {
  const { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineFromOptions, createPipelineRequest } =
    await import('@azure/core-rest-pipeline');
  const { credential, options } = arm;
  const { credentialScopes: scopes, httpClient, retryOptions, userAgentOptions } = options;
  const pipeline = createPipelineFromOptions({ retryOptions, userAgentOptions });
  for (const { policy } of options.additionalPolicies) pipeline.addPolicy(policy);
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }));
  const request = createPipelineRequest({ method, url, headers: createHttpHeaders({ accept: 'application/json' }) });
  return readAnswer(await pipeline.sendRequest(httpClient, request));
}

/** The body of a good answer. @throws RestError for another */
export async function readAnswer(response: PipelineResponse): Promise<unknown> {
  const { RestError } = await import('@azure/core-rest-pipeline');
  const { status, request, bodyAsText } = response;
  if (status >= 300) throw new RestError(`status ${status}`, { statusCode: status, request, response });
  try {
    return JSON.parse(bodyAsText ?? '');
  } catch {
    throw new RestError('no JSON', { code: RestError.PARSE_ERROR, statusCode: status, request, response });
  }
}
