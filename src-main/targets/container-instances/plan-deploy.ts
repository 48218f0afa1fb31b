import type { PlanWarning, Step, StepPart } from '../../../shared/deployments/contract';
import { AppError } from '../../app-error';
import type { PlanWork, TargetPlan } from '../../deployments/targets';
import { carryOver } from './carry-over';
import { checkExisting, checkLimits, checkOffer, checkQuotas } from './check-group';
import { checkSettings } from './check-settings';
import { addressPart, describeChanges, identityPart } from './describe-changes';
import { desiredGroup, type Wanted } from './desired-group';
import { gatewayOf } from './gateway-container';
import { totalOf } from './group-total';
import { isStopped } from './group-states';
import { heldValuesOf } from './held-values';
import { adminServer } from './model-container';
import { needsRecreate } from './needs-recreate';
import { isProblem } from './patience';
import { type PlanPorts, placeWords, requireOwn, waitStep } from './plan-parts';
import type { WireGroup } from './ports';
import { whatWas } from './deleted-group';
import { placeOf, type Settings } from './settings';

/** About how long, in seconds: images of models are pulled in a minute or two. */
const SECONDS = { create: 120, update: 40, register: 30 };
/** How long nobody is answered, in seconds. */
const SILENT = { update: 30, recreate: 150 };
/** What every region that has container groups gives one (Linux, without GPU): no need to ask. */
const EVERYWHERE = { cpu: 4, memoryGb: 16 };

/** What would be done to make the group what the service is to be. @throws {AppError} */
export async function planDeploy(ports: PlanPorts, wanted: Wanted, work: PlanWork): Promise<TargetPlan> {
  const { order, settings } = wanted;
  checkSettings(order, settings);
  const { there, isRegistered } = await look(ports, settings, work.signal);
  const base = there ?? whatWas(work.memo);
  const isNew = settings.containerGroup.origin === 'new';
  if (there && isNew) requireOwn(order, settings, there);
  if (base) checkExisting(settings, base);
  else if (!isNew) throw new AppError('container-group.gone', { name: settings.containerGroup.name });
  const after = desiredGroup(wanted, base);
  checkLimits(settings, after);
  const before = there && carryOver(there);
  const isRecreated = before !== undefined && (needsRecreate(before, after) || ports.mustRecreate(settings));
  if (there && isStopped(there) && !isRecreated)
    throw new AppError('container-group.stopped', { name: settings.containerGroup.name });
  await checkRoom(ports, settings, { before, after, signal: work.signal });
  const held = new Set(order.held);
  const warnings = warningsOf(wanted, there, work.hasApiKeys, isRecreated);
  return {
    place: placeWords(settings),
    steps: [
      ...(isRegistered ? [] : [registerStep(settings)]),
      ...groupSteps(wanted, there, after, isRecreated),
      waitStep(settings, after.properties.containers.length),
    ],
    seconds: secondsOf(there, isRecreated, isRegistered),
    ...(there && { interruption: isRecreated ? SILENT.recreate : SILENT.update }),
    warnings,
    asks: heldValuesOf(after, adminServer(settings)).filter(({ id }) => !held.has(id)),
    mustConfirm: isRecreated,
  };
}

/** A subscription that is not registered has no container groups yet, and says so in a way of its own. */
async function look({ groups }: PlanPorts, settings: Settings, signal: AbortSignal) {
  const place = placeOf(settings);
  const reading = groups.read(place, signal).catch((cause: unknown) => {
    if (isProblem(cause, 'azure.provider-not-registered')) return undefined;
    throw cause;
  });
  const [there, isRegistered] = await Promise.all([reading, groups.isRegistered(place, signal)]);
  return { there, isRegistered };
}

/** Asked only where it may be less than what is wanted: for a group that is new or bigger than it was. */
async function checkRoom(
  { groups }: PlanPorts,
  settings: Settings,
  { before, after, signal }: { before: WireGroup | undefined; after: WireGroup; signal: AbortSignal },
): Promise<void> {
  const is = totalOf(after);
  const was = before ? totalOf(before) : { cpu: 0, memoryGb: 0, gpus: 0 };
  if (is.cpu <= was.cpu && is.memoryGb <= was.memoryGb && is.gpus <= was.gpus) return;
  const place = placeOf(settings);
  const mayNotFit = is.cpu > EVERYWHERE.cpu || is.memoryGb > EVERYWHERE.memoryGb || is.gpus > 0;
  const [quotas, offer] = await Promise.all([
    groups.quotas(place, after.location, signal),
    mayNotFit ? groups.offer(place, after.location, signal) : undefined,
  ]);
  if (offer) checkOffer(after, offer);
  checkQuotas(after, before, quotas);
}

function warningsOf(
  { order }: Wanted,
  there: WireGroup | undefined,
  hasApiKeys: boolean,
  isRecreated: boolean,
): PlanWarning[] {
  const hasUnknownKeys = there !== undefined && gatewayOf(there) !== undefined && !hasApiKeys;
  return [
    ...(isRecreated ? (['recreate'] as const) : []),
    ...(hasUnknownKeys && order.change.kind === 'deploy' ? (['new-api-keys'] as const) : []),
  ];
}

function groupSteps(
  { order, settings }: Wanted,
  there: WireGroup | undefined,
  after: WireGroup,
  isRecreated: boolean,
): Step[] {
  const { name, place } = settings.containerGroup;
  const parts = describeChanges(order, there, after);
  const creation = { name, resourceGroup: place.resourceGroup, region: place.regionName };
  const create = (more: readonly StepPart[]): Step => ({
    code: 'container-instances.create-group',
    action: 'create',
    facts: creation,
    parts: [...more],
  });
  if (!there) return [create(parts)];
  if (!isRecreated) return [{ code: 'container-instances.update-group', action: 'change', facts: { name }, parts }];
  const remove: Step = {
    code: 'container-instances.delete-group',
    action: 'delete',
    facts: { name },
    parts: [...addressPart(there, 'change'), ...identityPart(there)],
  };
  return [remove, create(parts)];
}

function registerStep({ containerGroup: { place } }: Settings): Step {
  return { code: 'container-instances.register', action: 'change', facts: { subscription: place.subscriptionName } };
}

function secondsOf(there: WireGroup | undefined, isRecreated: boolean, isRegistered: boolean): number {
  const group = there === undefined ? SECONDS.create : isRecreated ? SILENT.recreate : SECONDS.update;
  return group + (isRegistered ? 0 : SECONDS.register);
}
