/** What Resource Manager says when it doesn't do what was asked: `{ error: { code, message, target?, details? } }`. */
export class ArmError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: {
      readonly target?: string;
      readonly details?: readonly object[];
      readonly headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
  }

  /** The body that says so. */
  body(): object {
    const { target, details } = this.more;
    return {
      error: { code: this.code, message: this.message, ...(target && { target }), ...(details && { details }) },
    };
  }
}

/** 404 for a resource. `shown` is TYPE/NAME. */
export function resourceNotFound(shown: string, group: string): ArmError {
  return new ArmError(
    404,
    'ResourceNotFound',
    `The Resource '${shown}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    { headers: { 'x-ms-failure-cause': 'gateway' } },
  );
}

/** 404 for a resource group. */
export function resourceGroupNotFound(group: string): ArmError {
  return new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`, {
    headers: { 'x-ms-failure-cause': 'gateway' },
  });
}

/** 403: the role of whoever asks doesn't reach. */
export function authorizationFailed(
  who: { userName: string; objectId: string },
  action: string,
  scope: string,
): ArmError {
  return new ArmError(
    403,
    'AuthorizationFailed',
    `The client '${who.userName}' with object id '${who.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    { headers: { 'x-ms-failure-cause': 'gateway' } },
  );
}

/** 409: the region has no room for a group of this size. */
export function noCapacity(location: string, cpu: number, memory: number, osType: string): ArmError {
  return new ArmError(
    409,
    'ServiceUnavailable',
    `The requested resource is not available in the location '${location}' at this moment. Please retry with a different resource request or in another location. Resource requested: '${cpu}' CPU '${memory}' GB memory '${osType}' OS`,
  );
}
