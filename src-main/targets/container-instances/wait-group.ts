import { gatewayPort } from '../../../shared/container-instances/gateway-port';
import type { Facts } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { StepWork } from '../../deployments/targets';
import { gatewayOf } from './gateway-container';
import { isRunning, progressOf } from './group-progress';
import { hasFailed } from './group-states';
import { mayPass } from './may-pass';
import { pauses } from './patience';
import { requireGroup } from './plan-parts';
import type { WireGroup } from './ports';
import type { StepPorts } from './send-group';
import type { Sending } from './sendings';
import { placeOf, type Settings } from './settings';
import { stillNotReady, whyNotReady } from './why-not-ready';

/** Where a gateway is asked whether it answers. */
export interface GatewayAddress {
  readonly hostName: string;
  /** An IP address, or a name of Azure's. */
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
}

/** What a wait works with. */
export interface WaitPorts extends StepPorts {
  /** Whether a gateway answers there: its health path, with the certificate's own name. */
  readonly isAnswering: (at: GatewayAddress, signal: AbortSignal) => Promise<boolean>;
}

/** In milliseconds. Images of 15 GB take a while; a gateway answers a second after it runs. */
const PATIENCE = { group: 20 * 60_000, gateway: 3 * 60_000, restart: 60_000, stale: 60_000, question: 4000 };
/** How long it has to go well, in milliseconds: what ended once may end again. */
const STEADY = { usual: 600, afterAnEnd: 10_000 };
/** Between two looks at what runs. */
const BRISK = 300;

/**
 * Waits until every container runs and the gateway answers, and says what it is at; learns where the group is reached, and how
 * long callers had no answer. Whether the model answers as well is for the proof to say: the gateway answers without it.
 * @throws {AppError} `container-group.not-ready`, `container-group.gateway-silent`, `container-group.gone`, or why Azure did not
 * bring it up
 */
export async function waitForGroup(
  ports: WaitPorts,
  settings: Settings,
  work: StepWork,
  sending: Sending | undefined,
): Promise<Facts> {
  const { name } = settings.containerGroup;
  const watch: Watch = { waited: 0, seenAt: 0, silentSince: sending?.silentSince };
  const rest = async (milliseconds: number): Promise<void> => {
    await ports.wait(milliseconds, work.signal);
    watch.waited += milliseconds;
  };
  for (const pause of pauses()) {
    const silence = watch.waited - watch.seenAt;
    const group = await lookAt(ports, settings, work, sending).catch((cause: unknown) => mayPass(cause, silence));
    if (typeof group === 'number') {
      await rest(Math.max(pause, group));
      continue;
    }
    watch.seenAt = watch.waited;
    watch.first ??= group;
    const problem = whyNotReady(name, group, watch.waited < PATIENCE.stale ? watch.first : undefined);
    if (problem) throw problem;
    const isUp = isRunning(group) && (isAfterRestart(group, work.learned) || watch.waited > PATIENCE.restart);
    work.report(isUp ? { phase: 'answering' } : progressOf(group));
    // Also while it is not up: what answers until the last moment was no silence.
    const answers = (isUp || watch.silentSince !== undefined) && (await isAnswering(ports, group, work));
    note(watch, group, isUp, answers);
    if (isSteady(watch, group)) return learnedOf(group, watch);
    if (watch.upSince !== undefined && !answers && watch.waited - watch.upSince > PATIENCE.gateway)
      throw silent(name, group, work);
    if (watch.waited > PATIENCE.group) throw stillNotReady(name, group);
    await rest(isUp && answers ? Math.min(pause, BRISK) : pause);
  }
  throw new Error('pauses never end');
}

/** What a wait has seen; times but `silentSince` and `answeredAt` are what it has waited, in milliseconds. */
interface Watch {
  waited: number;
  /** When Azure last said how the group is. */
  seenAt: number;
  first?: WireGroup;
  silentSince: number | undefined;
  /** When the first answer came after which it went well, by `performance.now`. */
  answeredAt?: number;
  upSince?: number | undefined;
  goodSince?: number | undefined;
  /** The runs of all containers that go well. */
  runs?: string;
}

async function lookAt(
  { groups }: WaitPorts,
  settings: Settings,
  { signal }: StepWork,
  sending: Sending | undefined,
): Promise<WireGroup> {
  const group = await requireGroup(groups, settings, signal);
  if (hasFailed(group)) throw await groups.whyFailed(placeOf(settings), group, sending?.operation);
  return group;
}

/** Keeps what was seen, for what follows from several looks. */
function note(watch: Watch, group: WireGroup, isUp: boolean, answers: boolean): void {
  const runs = runsOf(group);
  watch.upSince = isUp ? (watch.upSince ?? watch.waited) : undefined;
  if (!isUp && answers) watch.silentSince = performance.now();
  if (!isUp || !answers || watch.runs !== runs) watch.goodSince = undefined;
  if (isUp && answers && watch.goodSince === undefined) {
    watch.goodSince = watch.waited;
    watch.answeredAt = performance.now();
  }
  watch.runs = runs;
}

function isSteady({ goodSince, waited, first }: Watch, group: WireGroup): boolean {
  if (goodSince === undefined) return false;
  const hasEnded = first !== undefined && restartsOf(group) > restartsOf(first);
  return waited - goodSince >= (hasEnded ? STEADY.afterAnEnd : STEADY.usual);
}

/** Changes with every start of a container. */
function runsOf({ properties: { containers } }: WireGroup): string {
  return containers
    .map(({ properties: { instanceView } }) => `${instanceView?.restartCount} ${instanceView?.currentState?.startTime}`)
    .join();
}

function restartsOf({ properties: { containers } }: WireGroup): number {
  return containers.reduce((sum, { properties }) => sum + (properties.instanceView?.restartCount ?? 0), 0);
}

/** When the gateway's container was started: it is another time once Azure has restarted the group. */
export function startOf(group: WireGroup): string {
  return gatewayOf(group)?.properties.instanceView?.currentState?.startTime ?? '';
}

/** Azure takes a restart before it begins: until then everything runs as before. */
function isAfterRestart(group: WireGroup, learned: Facts): boolean {
  const before = learned['startedBefore'];
  return before === undefined || before === '' || startOf(group) !== before;
}

async function isAnswering(
  { isAnswering: ask }: WaitPorts,
  group: WireGroup,
  { order, signal }: StepWork,
): Promise<boolean> {
  const { ip, fqdn } = group.properties.ipAddress ?? {};
  const address = ip ?? fqdn;
  if (address === undefined) return false;
  const { hostName, tls } = order;
  // A packet into the void is never answered: the next look must not wait for it.
  const soon = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE.question)]);
  const asked = ask({ hostName, address, port: gatewayPort(order), tls }, soon).catch(() => false);
  const answers = await asked;
  signal.throwIfAborted();
  return answers;
}

function learnedOf(
  { properties: { ipAddress } }: WireGroup,
  { silentSince, answeredAt = performance.now() }: Watch,
): Facts {
  return {
    address: ipAddress?.ip ?? ipAddress?.fqdn ?? '',
    ...(ipAddress?.fqdn !== undefined && { azureName: ipAddress.fqdn }),
    ...(silentSince !== undefined && { silentMilliseconds: Math.max(0, Math.round(answeredAt - silentSince)) }),
  };
}

function silent(name: string, { properties: { ipAddress } }: WireGroup, { order }: StepWork): AppError {
  const address = ipAddress?.ip ?? ipAddress?.fqdn ?? '';
  const seconds = PATIENCE.gateway / 1000;
  return new AppError('container-group.gateway-silent', { name, address, hostName: order.hostName, seconds });
}
