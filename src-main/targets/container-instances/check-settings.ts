import { gatewayPort } from '../../../shared/container-instances/gateway-port';
import { pathPattern } from '../../../shared/services/scoring-path';
import type { ContainerSize } from '../../../shared/container-instances/contract';
import { AppError } from '../../app-error';
import { readImageName } from '../../azure/image-name';
import type { Order } from '../../deployments/targets';
import type { Settings } from './settings';

/** What a refusal says: which setting, and why. */
type Setting =
  | 'name'
  | 'dnsLabel'
  | 'image'
  | 'gatewayImage'
  | 'port'
  | 'size'
  | 'environment'
  | 'command'
  | 'probePath'
  | 'container'
  | 'tags';

/** What Azure Container Instances keeps for itself (its FAQ). */
const RESERVED_PORTS = [
  [22, 22],
  [1025, 1027],
  [3389, 3399],
  [9999, 9999],
  [19_000, 19_000],
  [19_080, 19_080],
  [19_100, 19_100],
  [19_390, 19_390],
  [20_000, 30_000],
  [49_152, 65_534],
] as const;

const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u;
const DNS_LABEL = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/u;
const VARIABLE = /^[A-Za-z0-9](?:\w{0,61}[A-Za-z0-9])?$/u;
const LONGEST_NAME = 63;

/**
 * Holds what was chosen against Azure's own rules, before anything is sent (learn.microsoft.com/azure/container-instances:
 * troubleshooting, FAQ, resource limits). Of a group that was there, what it already is was taken by Azure once.
 * @throws {AppError} `container-group.setting-unusable`
 */
export function checkSettings(order: Pick<Order, 'tls'>, settings: Settings): void {
  const { containerGroup, model } = settings;
  checkImage('image', model.image);
  checkImage('gatewayImage', containerGroup.gatewayImage);
  checkPort(model.port, gatewayPort(order));
  if (containerGroup.dnsLabel !== undefined) checkDnsLabel(containerGroup.dnsLabel);
  if (containerGroup.size) checkSize(containerGroup.size);
  if (containerGroup.origin === 'existing') return;
  checkName(containerGroup.name);
  checkEnvironment(containerGroup.environment.map(({ name }) => name));
  if (containerGroup.command[0] === '') throw unusable('command', 'empty');
  const { probePath } = containerGroup;
  if (probePath !== undefined && !pathPattern.test(probePath)) throw unusable('probePath', 'characters', probePath);
}

/** A setting that can't be what was chosen. */
export function unusable(setting: Setting, reason: string, name?: string): AppError {
  return new AppError('container-group.setting-unusable', {
    setting,
    reason,
    ...(name !== undefined && { name: name.slice(0, 200) }),
  });
}

function checkName(name: string): void {
  if (name === '') throw unusable('name', 'empty');
  if (name.length > LONGEST_NAME) throw unusable('name', 'length', name);
  if (!NAME.test(name)) throw unusable('name', 'characters', name);
  if (name.includes('--')) throw unusable('name', 'hyphens', name);
}

function checkDnsLabel(label: string): void {
  if (label === '') throw unusable('dnsLabel', 'empty');
  if (label.length < 5 || label.length > LONGEST_NAME) throw unusable('dnsLabel', 'length', label);
  if (!DNS_LABEL.test(label)) throw unusable('dnsLabel', 'characters', label);
}

function checkImage(setting: 'image' | 'gatewayImage', image: string): void {
  try {
    readImageName(image);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw unusable(setting, String(cause.facts['reason'] ?? 'characters'), image);
  }
}

function checkPort(port: number, gateway: number): void {
  if (port === gateway) throw unusable('port', 'gateway', String(port));
  if (RESERVED_PORTS.some(([from, to]) => port >= from && port <= to)) throw unusable('port', 'reserved', String(port));
}

/** Azure takes hundredths of a processor and tenths of a GB. */
function checkSize({ cpu, memoryGb }: ContainerSize): void {
  if (!isMultiple(cpu, 100) || !isMultiple(memoryGb, 10)) throw unusable('size', 'steps');
}

function isMultiple(value: number, parts: number): boolean {
  return Math.abs(value * parts - Math.round(value * parts)) < 1e-6;
}

function checkEnvironment(names: readonly string[]): void {
  const unfit = names.find((name) => !VARIABLE.test(name));
  if (unfit !== undefined) throw unusable('environment', unfit === '' ? 'empty' : 'characters', unfit);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw unusable('environment', 'twice', twice);
}
