import type { WireContainer, WireGroup } from '../targets/container-instances/ports';
import { AppError } from '../app-error';

/** How an operation ended, as Azure tells of it. */
export interface Ended {
  /** Azure's code. */
  readonly code: string;
  readonly message: string;
}

interface Tale {
  /** Azure's code, or the name of an event. */
  readonly azure: string;
  readonly text: string;
  /** Whose it is; empty for the group's own. */
  readonly container: string;
}

/** By Azure's code or an event's name, and what either says; the first that fits. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/RegistryErrorResponse|toomanyrequests|rate limit/iu, 'registry-busy'],
  [/(?:Image|Pull).*(?:not found|manifest unknown|does not exist|name unknown)/isu, 'image-not-found'],
  [/InaccessibleImage|(?:Image|Pull).*(?:unauthorized|denied|authentication|forbidden)/isu, 'image-not-allowed'],
  [/ServiceUnavailable|not available in the location|AllocationFailed|InsufficientCapacity/iu, 'no-capacity'],
  [/Quota/iu, 'quota'],
  [/CrashLoopBackOff|BackOff.*restarting|Terminated/isu, 'container-ends'],
  [/Timeout|timed out|deadline/iu, 'timeout'],
];

/** Why a group did not come up: Azure's operation has a code at best, the events of group and containers say more. */
export function groupProblem(name: string, group: WireGroup, ended: Ended | undefined): AppError {
  return problemFrom(name, ended, talesOf(group));
}

/**
 * Why an operation that was waited for did not end well. The SDKs throw a plain Error then, with Azure's code in its sentence at
 * best, or the refusal that stands at its address. What is about the asking alone stays as it is.
 */
export function operationProblem(cause: unknown, name: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { statusCode, code, request } = cause as { statusCode?: number; code?: string; request?: { url: string } };
  const isRefusal = statusCode === 409 && /\/operation(?:s|Results|Statuses)\//iu.test(request?.url ?? '');
  const isEnd = statusCode === undefined && /long-running operation/iu.test(cause.message);
  if (!isRefusal && !isEnd) return cause;
  const inSentence = /has failed\. ([A-Za-z]{3,60})\./u.exec(cause.message)?.[1] ?? '';
  return problemFrom(name, { code: code ?? inSentence, message: cause.message }, [], cause);
}

function problemFrom(name: string, ended: Ended | undefined, ofGroup: readonly Tale[], cause?: unknown): AppError {
  const { code = '', message = '' } = ended ?? {};
  const tales = [{ azure: code, text: `${code} ${message}`, container: '' }, ...ofGroup];
  const found = reasons.find(([pattern]) => tales.some(({ text }) => pattern.test(text)));
  const telling = tales.filter(({ text }) => found?.[0].test(text));
  const container = telling.find((tale) => tale.container !== '')?.container;
  const azure = code || ([...telling, ...tales].find((tale) => tale.azure !== '')?.azure ?? '');
  const facts = { name, azure: azure.slice(0, 100), reason: found?.[1] ?? 'other', ...(container && { container }) };
  return new AppError('azure.operation-failed', facts, { cause });
}

/** Every event and state as a text, with the container it is of. What went well is no reason, whatever an image is called. */
function talesOf({ properties }: WireGroup): readonly Tale[] {
  const { containers, initContainers, instanceView } = properties;
  return [
    ...eventTales(instanceView?.events, ''),
    ...[...(initContainers ?? []), ...containers].flatMap(containerTales),
  ];
}

function containerTales({ name, properties: { instanceView: view } }: WireContainer): readonly Tale[] {
  const states = [view?.currentState, view?.previousState].filter((state) => state !== undefined);
  return [
    ...eventTales(view?.events, name),
    ...states.map(({ state = '', detailStatus = '' }) => ({
      azure: detailStatus,
      text: `${state} ${detailStatus}`,
      container: name,
    })),
  ];
}

type Events = NonNullable<WireGroup['properties']['instanceView']>['events'];

function eventTales(events: Events, container: string): readonly Tale[] {
  return (events ?? [])
    .filter(({ type }) => type !== 'Normal')
    .map(({ name = '', message = '' }) => ({ azure: name, text: `${name} ${message}`, container }));
}
