import { z } from 'zod';
import type { GroupPlace } from '../../shared/container-instances/group-place';
import type { WireGroup } from '../targets/container-instances/ports';
import type { Arm } from './arm';
import { type ArmRequest, requestArm, sendToArm } from './arm-request';
import { apiVersion } from './container-instances';
import { isGone } from './errors';
import type { Ended } from './operation-problem';

/** What makes a body a container group. */
const groupSchema = z.object({
  location: z.string(),
  properties: z.object({ containers: z.array(z.object({ name: z.string(), properties: z.object({}) })) }),
});
const operationSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A group as Azure has it, or undefined where there is none. Nothing is left out: docs/decisions/0022. */
export async function readGroup(arm: Arm, place: GroupPlace, signal?: AbortSignal): Promise<WireGroup | undefined> {
  try {
    const body = await requestArm(arm, { method: 'GET', url: addressOf(arm, place), signal });
    groupSchema.parse(body);
    return body as WireGroup;
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw cause;
  }
}

/** Creates a group or replaces it whole, and answers where Azure tells how it goes, if it does. */
export async function putGroup(
  arm: Arm,
  place: GroupPlace,
  group: WireGroup,
  signal?: AbortSignal,
): Promise<{ readonly operation: string | undefined }> {
  const { headers } = await sendToArm(arm, { method: 'PUT', url: addressOf(arm, place), body: group, signal });
  const operation = headers.get('azure-asyncoperation');
  return { operation: operation !== undefined && isOfArm(arm, operation) ? operation : undefined };
}

/** Has a group started, stopped or started afresh; ends when Azure has taken that. */
export async function actOnGroup(
  arm: Arm,
  place: GroupPlace,
  action: 'restart' | 'start' | 'stop',
  signal?: AbortSignal,
): Promise<void> {
  const request: ArmRequest = { method: 'POST', url: addressOf(arm, place, `/${action}`), signal };
  await sendToArm(arm, request);
}

/** How an operation ended, where it did not end well. */
export async function readOperation(arm: Arm, operation: string): Promise<Ended | undefined> {
  // SECURITY: an address that an answer named. The transport would refuse, too: a token goes to Resource Manager alone.
  if (!isOfArm(arm, operation)) return undefined;
  return operationSchema.safeParse(await requestArm(arm, { method: 'GET', url: operation })).data?.error;
}

function isOfArm({ options }: Arm, address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === options.endpoint;
}

function addressOf({ options }: Arm, { subscription, resourceGroup, name }: GroupPlace, action = ''): string {
  const inGroup = `/subscriptions/${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
  const path = `${inGroup}/providers/Microsoft.ContainerInstance/containerGroups/${encodeURIComponent(name)}${action}`;
  return `${options.endpoint}${path}?api-version=${apiVersion}`;
}
