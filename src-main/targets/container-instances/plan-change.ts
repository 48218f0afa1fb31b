import type { Step } from '../../../shared/deployments/contract';
import { AppError } from '../../app-error';
import type { Order, PlanWork, TargetPlan } from '../../deployments/targets';
import { whatWas } from './deleted-group';
import { addressPart, deletedParts } from './describe-changes';
import type { Wanted } from './desired-group';
import { isStopped } from './group-states';
import { planDeploy } from './plan-deploy';
import { type PlanPorts, placeWords, requireOwn, waitStep } from './plan-parts';
import type { WireGroup } from './ports';
import { parseSettings, placeOf } from './settings';

/** About how long containers take to start again where their images are, in seconds. */
const SECONDS_TO_START = 30;
const SECONDS_TO_STOP = 15;
const SECONDS_TO_DELETE = 20;

/** What would be done on Azure for a change of a service; touches nothing. @throws {AppError} */
export async function planChange(ports: PlanPorts, order: Order, work: PlanWork): Promise<TargetPlan> {
  work.signal.throwIfAborted();
  const settings = parseSettings(order.settings);
  const { kind } = order.change;
  if (kind === 'deploy' || kind === 'rotate-key') return planDeploy(ports, { order, settings }, work);
  const group = await ports.groups.read(placeOf(settings), work.signal);
  const place = placeWords(settings);
  if (kind === 'delete') return { place, ...planDelete({ order, settings }, group, whatWas(work.memo)) };
  if (!group) throw new AppError('container-group.gone', { name: settings.containerGroup.name });
  const facts = { name: settings.containerGroup.name };
  const wait = waitStep(settings, group.properties.containers.length);
  if (kind === 'stop') {
    const parts = addressPart(group, 'change');
    const step: Step = { code: 'container-instances.stop-group', action: 'stop', facts, parts };
    return { place, steps: [step], seconds: SECONDS_TO_STOP };
  }
  if (kind === 'start') {
    const steps: Step[] = [{ code: 'container-instances.start-group', action: 'start', facts }, wait];
    return { place, steps, seconds: SECONDS_TO_START };
  }
  if (isStopped(group)) throw new AppError('container-group.stopped', facts);
  const steps: Step[] = [{ code: 'container-instances.restart-group', action: 'restart', facts }, wait];
  return { place, steps, seconds: SECONDS_TO_START, interruption: SECONDS_TO_START };
}

/**
 * A group that is gone already is as good as deleted; one that another service has is not ours to delete. Of one that was to
 * be made anew, what it was is forgotten with that.
 */
function planDelete(
  { order, settings }: Wanted,
  group: WireGroup | undefined,
  was: WireGroup | undefined,
): Omit<TargetPlan, 'place'> {
  const { name } = settings.containerGroup;
  const lost = group ?? was;
  if (group) requireOwn(order, settings, group);
  const step: Step = {
    code: 'container-instances.delete-group',
    action: 'delete',
    facts: { name },
    parts: lost ? deletedParts(lost) : [],
  };
  if (!lost) return { steps: [step], seconds: 1 };
  return { steps: [step], seconds: SECONDS_TO_DELETE, warnings: ['delete'], mustConfirm: true };
}
