import type { DescribedGroup } from '../../../shared/container-instances/contract';
import { latchkeyTagNames as names, tagIn } from '../../../shared/container-instances/tags';
import type { Order } from '../../deployments/targets';
import type { WireGroup } from './ports';
import { modelContainer, type Settings } from './settings';

/** Azure's limit for a tag's value (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const MOST_CHARACTERS = 256;
/** Azure's limit for a resource. */
const MOST_TAGS = 50;

const PREFIX = 'latchkey-';

/**
 * The tags by which any computer finds its groups again. Public: nothing secret is in them. A path that is longer than a tag
 * may be is left out: whoever finds the group types it again.
 */
export function latchkeyTags(
  order: Order,
  settings: Settings,
  deploymentId: string | undefined,
): Record<string, string> {
  const path = encode(settings.model.path);
  return {
    [names.hostName]: order.hostName,
    [names.service]: order.serviceId,
    [names.container]: modelContainer(settings),
    [names.port]: String(settings.model.port),
    ...(path.length <= MOST_CHARACTERS && { [names.path]: path }),
    ...(deploymentId !== undefined && { [names.deployment]: deploymentId }),
  };
}

/** The tags of a group, with ours in the place of those that we wrote before. Names of tags count whatever their case. */
export function withTags(tags: WireGroup['tags'], ours: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(tags ?? {}).filter(([name]) => !name.toLowerCase().startsWith(PREFIX));
  return { ...Object.fromEntries(others), ...ours };
}

/** Whether Azure takes so many. */
export function areTooMany(tags: WireGroup['tags']): boolean {
  return Object.keys(tags ?? {}).length > MOST_TAGS;
}

/** The service whose group it is, as whichever computer wrote it. */
export function serviceOf(group: WireGroup): string | undefined {
  return tagIn(group.tags, names.service);
}

/** The deployment that sent the group as it is. */
export function deploymentOf(group: WireGroup): string | undefined {
  return tagIn(group.tags, names.deployment);
}

/** What Latchkey wrote into the group; undefined where it did not, or where somebody changed it since. */
export function readTags(group: WireGroup): DescribedGroup['latchkey'] {
  const hostName = tagIn(group.tags, names.hostName);
  const container = tagIn(group.tags, names.container);
  const port = Number(tagIn(group.tags, names.port));
  if (hostName === undefined || container === undefined || !Number.isInteger(port)) return undefined;
  return { hostName, container, port, path: decode(tagIn(group.tags, names.path) ?? '/') };
}

/** Some kinds of resource refuse some characters in tags, and no page says which of them: the unusual ones are `=3F`. */
function encode(path: string): string {
  return path.replaceAll(/[^\w./~-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

function decode(path: string): string {
  return path.replaceAll(/(?:=[0-9A-F]{2})+/gu, (octets) =>
    Buffer.from(octets.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}
