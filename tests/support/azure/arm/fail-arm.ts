import { randomUUID } from 'node:crypto';
import type { Cloud } from '../cloud';
import type { Call } from '../http/exchange';
import type { FailingEffect } from '../serve-service';
import { ArmError, authorizationFailed } from './arm-error';
import { claimsChallenge, notBefore, unauthorized } from './bearer';

/** What a fault looks like in Resource Manager. */
export function failureFor(cloud: Cloud, call: Call, effect: FailingEffect): ArmError {
  if (effect.kind === 'claims-challenge') return claimsChallenge(cloud, effect.claims ?? notBefore(Date.now()));
  const path = call.url.pathname;
  const retryAfter = effect.retryAfter === undefined ? {} : { 'retry-after': effect.retryAfter.toString() };
  const error = (code: string, message: string): ArmError =>
    new ArmError(effect.status, code, message, { headers: retryAfter });
  switch (effect.status) {
    case 401:
      return unauthorized(cloud, 'InvalidAuthenticationToken', 'The access token is invalid.');
    case 403: {
      const verb = call.method === 'GET' ? 'read' : call.method === 'DELETE' ? 'delete' : 'write';
      const type =
        /providers\/(?<type>[^/]+\/[^/]+)/iu.exec(path)?.groups?.['type'] ?? 'Microsoft.Resources/subscriptions';
      return authorizationFailed({ userName: 'emulated', objectId: randomUUID() }, `${type}/${verb}`, path);
    }
    case 404:
      return error(
        'ResourceNotFound',
        `The Resource '${path}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      );
    case 409:
      return error('Conflict', 'Another operation on this or a dependent resource is in progress.');
    case 429:
      return error(
        'TooManyRequests',
        'The request is being throttled as the limit has been reached for operations of this subscription.',
      );
    case 500:
      return error('InternalServerError', 'An internal server error occurred.');
    case 503:
      return error('ServiceUnavailable', 'The service is temporarily unavailable.');
  }
}
