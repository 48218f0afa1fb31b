import { AppError } from '../app-error';
import { isUsableApiKey } from './api-key';
import type { Gateway } from './gateway';

/** Nothing in these can end a string of nginx's configuration or be read as part of a regular expression without an escape. */
const HEALTH_PATH = /^(?:\/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])+$/u;
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/u;
const HOST_NAME = /^[A-Za-z0-9*.:_-]{1,253}$/u;

/**
 * Answers when both renderings can run this description.
 * @throws {AppError} `gateway.setting-unusable`; facts: `setting`, the name of what can't be used.
 */
export function checkGateway(gateway: Gateway): void {
  // SECURITY: everything that becomes text of nginx's configuration is held against what it may consist of.
  const { hstsMaxAge, apiKeys, healthPath, allowedOrigins, hostNames, port, model, limits, timeouts } = gateway;
  ensure('hstsMaxAge', isWhole(hstsMaxAge, 0, Number.MAX_SAFE_INTEGER));
  ensure('apiKeys', [apiKeys.primary, apiKeys.secondary].every(isUsableApiKey));
  ensure('apiKeys', apiKeys.primary !== apiKeys.secondary);
  ensure('healthPath', HEALTH_PATH.test(healthPath));
  ensure(
    'allowedOrigins',
    allowedOrigins.every((origin) => ORIGIN.test(origin)),
  );
  ensure(
    'hostNames',
    hostNames.every((name) => HOST_NAME.test(name)),
  );
  ensure('port', isWhole(port, 0, 65_535));
  ensure('model', isWhole(model.port, 1, 65_535));
  ensure(
    'limits',
    Object.values(limits).every((limit) => isWhole(limit, 1, Number.MAX_SAFE_INTEGER)),
  );
  ensure('limits', limits.headerBytes >= 1024);
  // A day: nginx and Node's timers take more, and nobody means it.
  ensure(
    'timeouts',
    Object.values(timeouts).every((seconds) => isWhole(seconds, 1, 86_400)),
  );
}

function ensure(setting: string, isUsable: boolean): void {
  if (!isUsable) throw new AppError('gateway.setting-unusable', { setting });
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
