import { randomUUID } from 'node:crypto';
import { ArmError } from './arm-error';
import type { ArmCall } from './route';

/** A tag for a new state of a resource. */
export function newEtag(): string {
  return randomUUID();
}

/**
 * Checks If-Match and If-None-Match against what is there (RFC 9110 section 13.1).
 * @throws ArmError 412 PreconditionFailed
 */
export function checkConditions({ headers }: ArmCall, current: { readonly etag: string } | undefined): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  const named = (text: string): string => text.replace(/^W\//u, '').replaceAll('"', '');
  if (ifMatch !== undefined && (!current || (ifMatch !== '*' && named(ifMatch) !== current.etag))) {
    throw failed('The If-Match condition is not satisfied.');
  }
  if (ifNoneMatch === '*' && current)
    throw failed('The resource exists already (etag provided in If-None-Match header).');
}

function failed(message: string): ArmError {
  return new ArmError(412, 'PreconditionFailed', `Precondition failed. ${message}`);
}
