import { AppError } from '../../app-error';
import type { Facts } from '../../../shared/problem';
import { isLatchkeyGateway } from './gateway-container';
import type { WireContainer, WireGroup } from './ports';
import { readTags } from './tags';

type View = NonNullable<WireContainer['properties']['instanceView']>;
type State = NonNullable<View['currentState']>;
type Reason = 'crash' | 'out-of-memory' | 'image' | 'configuration' | 'not-ready';

/** Killed from outside: where a container has a limit of memory, it is nearly always that. */
const KILLED = 137;
/** A shell's words for "can't be run" and "not found", and Docker's for "was not begun". */
const NOT_BEGUN = [126, 127, 128];
/** Ending once may be a model that waits for something else to start. */
const TIMES_TO_END = 2;

/**
 * Why a group will not come up by itself, as soon as that can be told: a container that ends again and again, an image that does
 * not come. Undefined while it may still. `first`: how it was at the first look, so that what it was before is not held against it.
 */
export function whyNotReady(name: string, group: WireGroup, first: WireGroup | undefined): AppError | undefined {
  const { initContainers = [], containers = [] } = first?.properties ?? {};
  const before = new Map([...initContainers, ...containers].map((container) => [container.name, container]));
  for (const container of [...(group.properties.initContainers ?? []), ...group.properties.containers]) {
    const was = before.get(container.name)?.properties.instanceView;
    const is = container.properties.instanceView;
    if (!is || JSON.stringify(was) === JSON.stringify(is)) continue;
    const verdict = judge(is, was, hasEnded(group, container));
    if (verdict) return notReady(name, container, verdict);
  }
  return undefined;
}

/** What a container is called that is not ready when all patience is over. */
export function stillNotReady(name: string, group: WireGroup): AppError {
  const { containers } = group.properties;
  const late = containers.find((container) => !isUp(group, container)) ?? containers[0];
  const azure = late?.properties.instanceView?.currentState?.detailStatus ?? '';
  return late
    ? notReady(name, late, { reason: 'not-ready', azure })
    : new AppError('container-group.not-ready', { name, container: '', isGateway: false, reason: 'not-ready', azure });
}

/** Whether a container is as far as it gets: it runs, or did what it had to. */
export function isUp(group: WireGroup, container: WireContainer): boolean {
  const { state, exitCode } = container.properties.instanceView?.currentState ?? {};
  return state === 'Running' || (state === 'Terminated' && exitCode === 0 && isHelper(group, container));
}

/** Whether Azure will not start it again, and that is not well. */
function hasEnded(group: WireGroup, container: WireContainer): boolean {
  const { restartPolicy = 'Always' } = group.properties;
  const { state, exitCode } = container.properties.instanceView?.currentState ?? {};
  if (state !== 'Terminated') return false;
  if (exitCode === 0) return restartPolicy !== 'Always' && !isHelper(group, container);
  return restartPolicy === 'Never';
}

/** A helper may do its work and end, where Azure is not told to start it again. A gateway and its model may not. */
function isHelper(group: WireGroup, container: WireContainer): boolean {
  const { restartPolicy = 'Always', initContainers = [] } = group.properties;
  if (initContainers.some(({ name }) => name === container.name)) return true;
  const isServing = isLatchkeyGateway(container) || container.name === readTags(group)?.container;
  return restartPolicy !== 'Always' && !isServing;
}

interface Verdict {
  readonly reason: Reason;
  readonly azure: string;
  readonly exitCode?: number | undefined;
}

function judge(is: View, was: View | undefined, endsForGood: boolean): Verdict | undefined {
  const { currentState = {}, previousState, restartCount = 0 } = is;
  const { state, detailStatus = '' } = currentState;
  if (/ImagePull|ErrImage|InvalidImage/iu.test(detailStatus)) return { reason: 'image', azure: detailStatus };
  const warning = (is.events ?? []).find(
    ({ name = '', message = '', type }) => type === 'Warning' && FAILURES.test(`${name} ${message}`),
  );
  if (state !== 'Running' && warning) {
    const isImage = /pull|image/iu.test(warning.message ?? '');
    return { reason: isImage ? 'image' : 'configuration', azure: warning.name ?? '' };
  }
  const ended = state === 'Terminated' ? currentState : previousState;
  const times = restartCount - Math.min(was?.restartCount ?? 0, restartCount);
  const goesOn = detailStatus.startsWith('CrashLoopBackOff') && times > 0;
  if (!goesOn && times < TIMES_TO_END && !endsForGood) return undefined;
  return ending(ended, detailStatus);
}

const FAILURES =
  /failed to pull|pulling image .* failed|ErrImagePull|FailedMount|FailedPreStart|CreateContainerConfigError/iu;

function ending(ended: State | undefined, detail: string): Verdict {
  const { exitCode, detailStatus = '' } = ended ?? {};
  const azure = (detailStatus === '' ? detail : detailStatus).slice(0, 100);
  if (/OOM/iu.test(azure) || exitCode === KILLED) return { reason: 'out-of-memory', azure, exitCode };
  const isConfiguration =
    /CannotRun|StartError|RunContainerError|ConfigError/iu.test(azure) || NOT_BEGUN.includes(exitCode ?? 0);
  return { reason: isConfiguration ? 'configuration' : 'crash', azure, exitCode };
}

function notReady(name: string, container: WireContainer, { reason, azure, exitCode }: Verdict): AppError {
  const facts: Facts = { name, container: container.name, isGateway: isLatchkeyGateway(container), reason, azure };
  return new AppError('container-group.not-ready', { ...facts, ...(typeof exitCode === 'number' && { exitCode }) });
}
