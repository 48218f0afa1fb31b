import type { Facts } from '../../../shared/problem';
import { AppError } from '../../app-error';
import type { StepWork } from '../../deployments/targets';
import { checkExisting, checkLimits } from './check-group';
import { memoOf, whatWas } from './deleted-group';
import { desiredGroup, type Wanted } from './desired-group';
import { withGatewayFiles } from './gateway-container';
import { hasFailed } from './group-states';
import { withHeldValues } from './held-values';
import { adminServer } from './model-container';
import type { Gateway } from '../../gateway/gateway';
import { isProblem, type Wait, whileBusy } from './patience';
import { requireOwn } from './plan-parts';
import type { ContainerGroups, RegistryLogin, WireGroup } from './ports';
import { removeGroup } from './remove-group';
import type { Sendings } from './sendings';
import { placeOf, type Settings } from './settings';
import { deploymentOf } from './tags';

/** What the steps of this target work with. */
export interface StepPorts {
  readonly groups: ContainerGroups;
  readonly wait: Wait;
  readonly sendings: Sendings;
}

/** Creates the group, or updates it in place. What this deployment has sent already is not sent again. @throws {AppError} */
export async function sendGroup(
  ports: StepPorts,
  wanted: Wanted,
  work: StepWork,
  mode: 'create' | 'update',
): Promise<Facts> {
  const place = placeOf(wanted.settings);
  let secrets: Secrets | undefined;
  await whileBusy(
    async () => {
      const there = await ports.groups.read(place, work.signal);
      if (there && deploymentOf(there) === work.deploymentId && !hasFailed(there)) return;
      const definition = definitionFor(wanted, there, work, mode);
      secrets ??= await secretsFor(ports, wanted.settings, work);
      const body = complete(wanted.settings, definition, secrets);
      await put(ports, wanted, body, work, there && performance.now());
    },
    work,
    ports.wait,
  );
  return {};
}

/**
 * Deletes a group that is to be made anew. Nothing is deleted before everything is there that the new one takes: what it was is
 * written down, for nobody can be asked for it afterwards, and each secret was at hand. Safe to run twice.
 * @throws {AppError}
 */
export async function removeToRecreate(ports: StepPorts, wanted: Wanted, work: StepWork): Promise<Facts> {
  const { groups, sendings } = ports;
  const place = placeOf(wanted.settings);
  const there = await groups.read(place, work.signal);
  // Of this deployment already: an older journal makes this step run again, after the group was created.
  if (!there || deploymentOf(there) === work.deploymentId) return {};
  const definition = definitionFor(wanted, there, work, 'update');
  complete(wanted.settings, definition, await secretsFor(ports, wanted.settings, work));
  await work.remember(memoOf(there));
  sendings.note(work.deploymentId, { operation: undefined, silentSince: performance.now() });
  await removeGroup(ports, place, work);
  return {};
}

/** How this process calls a group in its notes. */
export function keyOf(settings: Settings): string {
  return Object.values(placeOf(settings)).join('/').toLowerCase();
}

/** Made of what is there; of a group that was deleted to be made anew, the memo says what that was. */
function definitionFor(
  wanted: Wanted,
  there: WireGroup | undefined,
  work: StepWork,
  mode: 'create' | 'update',
): WireGroup {
  const { order, settings } = wanted;
  const { name } = settings.containerGroup;
  const isNew = settings.containerGroup.origin === 'new';
  if (there && (isNew || mode === 'create')) requireOwn(order, settings, there);
  const base = there ?? (mode === 'create' ? whatWas(work.memo) : undefined);
  if (base === undefined && (mode === 'update' || !isNew)) throw new AppError('container-group.gone', { name });
  if (base) checkExisting(settings, base);
  const definition = desiredGroup({ ...wanted, deploymentId: work.deploymentId }, base);
  checkLimits(settings, definition);
  return definition;
}

/** SECURITY: what goes into a group and nowhere else. */
interface Secrets {
  readonly gateway: Gateway;
  readonly held: ReadonlyMap<string, string>;
  readonly login: RegistryLogin | undefined;
}

async function secretsFor({ groups }: StepPorts, settings: Settings, work: StepWork): Promise<Secrets> {
  const [gateway, held, login] = await Promise.all([
    work.gateway(),
    work.held(),
    loginFor(groups, settings, work.signal),
  ]);
  return { gateway, held, login };
}

/** SECURITY: the body with every secret in it, made when it is sent and kept nowhere. @throws {AppError} */
function complete(settings: Settings, definition: WireGroup, { gateway, held, login }: Secrets): WireGroup {
  return withLogin(withGatewayFiles(withHeldValues(definition, held, adminServer(settings)), gateway), login);
}

async function loginFor(groups: StepPorts['groups'], settings: Settings, signal: AbortSignal) {
  const { containerGroup } = settings;
  if (containerGroup.origin !== 'new' || containerGroup.pull.kind !== 'admin-user') return undefined;
  const { subscription, resourceGroup, registry } = containerGroup.pull;
  return groups.pullCredentials({ tenant: containerGroup.place.tenant, subscription, resourceGroup, registry }, signal);
}

function withLogin(group: WireGroup, login: RegistryLogin | undefined): WireGroup {
  if (!login) return group;
  const { server, userName: username, password } = login;
  const others = (group.properties.imageRegistryCredentials ?? []).filter((one) => one.server !== server);
  return {
    ...group,
    properties: { ...group.properties, imageRegistryCredentials: [...others, { server, username, password }] },
  };
}

async function put(
  { groups, sendings }: StepPorts,
  { settings }: Wanted,
  body: WireGroup,
  { deploymentId, signal }: StepWork,
  silentSince: number | undefined,
): Promise<void> {
  try {
    const { operation } = await groups.put(placeOf(settings), body, signal);
    sendings.taken(keyOf(settings));
    sendings.note(deploymentId, { operation, silentSince: sendings.silentSince(deploymentId) ?? silentSince });
  } catch (cause) {
    // The plan that follows says so, and asks for it to be confirmed: this one spoke of an update.
    if (isProblem(cause, 'azure.must-recreate')) sendings.refuseUpdates(keyOf(settings));
    throw cause;
  }
}
