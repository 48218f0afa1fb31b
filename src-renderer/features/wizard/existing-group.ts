import type { ContainerGroupItem } from '../../../shared/azure/contract';
import type { DescribedGroup } from '../../../shared/container-instances/contract';
import type { Problem } from '../../../shared/problem';
import type { ContainerGroupDraft } from './container-group-draft';
import { pickFiles } from './give-values';
import type { Stage } from './stage';

/** What is known of the group that is chosen. */
export type GroupLook =
  | { readonly state: 'asking' }
  | { readonly state: 'described'; readonly group: DescribedGroup }
  | { readonly state: 'silent'; readonly problem: Problem };

/** What the page of a container group does, besides Next. */
export interface ContainerGroupActions {
  editContainerGroup(change: Partial<ContainerGroupDraft>): void;
  /** Takes what is chosen of a place; the user may be at something else meanwhile. */
  placeContainerGroup(place: ContainerGroupDraft['place']): void;
  chooseGroup(group: ContainerGroupItem, regionName: string): Promise<void>;
  /** Asks Azure about the group once more. */
  describeGroup(): Promise<void>;
  chooseContainer(name: string): void;
  /** Has the files of a secret volume picked. */
  pickFiles(valueId: string): Promise<void>;
}

/** Makes them. */
export function containerGroupActions(stage: Stage): ContainerGroupActions {
  const edit = (change: Partial<ContainerGroupDraft>): void => {
    stage.change({ obstacle: undefined });
    draft(stage, change);
  };
  return {
    editContainerGroup: edit,
    placeContainerGroup: (place) => takePlace(stage, place),
    chooseGroup: ({ resourceGroup, name, region }, regionName) => {
      // What was typed for another group is not this one's.
      edit({ group: { resourceGroup, name, region, regionName, isNamed: true }, container: '', given: {}, files: {} });
      return describeGroup(stage);
    },
    describeGroup: () => describeGroup(stage),
    chooseContainer: (container) => {
      const shown = stage.shown();
      if (shown?.place.page !== 'deploy' || shown.place.group?.state !== 'described') return;
      edit(modelIn(shown.place.group.group, container));
    },
    pickFiles: async (valueId) => {
      const shown = stage.shown();
      if (!shown) return;
      stage.change({ obstacle: undefined });
      const names = await pickFiles(stage, shown.service.id, valueId);
      const now = stage.shown()?.drafts.containerGroup;
      if (now && names.length > 0) draft(stage, { files: { ...now.files, [valueId]: names } });
    },
  };
}

function takePlace(stage: Stage, place: ContainerGroupDraft['place']): void {
  const shown = stage.shown();
  if (!shown) return;
  if (shown.obstacle?.field === 'where') stage.change({ obstacle: undefined });
  const before = shown.drafts.containerGroup.place.subscription;
  const isElsewhere = before !== undefined && place.subscription !== before;
  // A group of the subscription before is not one of this.
  draft(stage, { place, ...(isElsewhere && { group: undefined, container: '' }) });
  if (isElsewhere) stage.changePage('deploy', { group: undefined });
  const look = shown.place.page === 'deploy' ? shown.place.group : undefined;
  // Somebody has signed in meanwhile.
  if (look?.state === 'silent' && look.problem.code === 'sign-in.needed') void describeGroup(stage);
}

/** Asks Azure what the chosen group is, and proposes which of its containers is the model. */
export async function describeGroup(stage: Stage): Promise<void> {
  const shown = stage.shown();
  const { group, place } = shown?.drafts.containerGroup ?? {};
  if (group === undefined || place?.tenant === undefined || place.subscription === undefined) return;
  const { tenant, subscription } = place;
  const { resourceGroup, name } = group;
  stage.changePage('deploy', { group: { state: 'asking' } });
  const outcome = await stage.call('container-instances.describe-group', { tenant, subscription, resourceGroup, name });
  const now = stage.shown()?.drafts.containerGroup;
  // Another was chosen meanwhile.
  if (now?.group?.name !== name || now.group.resourceGroup !== resourceGroup) return;
  if (!outcome.ok) return stage.changePage('deploy', { group: { state: 'silent', problem: outcome.problem } });
  const described = outcome.value;
  stage.changePage('deploy', { group: { state: 'described', group: described } });
  const isNamed = described.azureName !== undefined;
  const known = described.containers.some((container) => container.name === now.container);
  draft(stage, {
    group: { ...now.group, region: described.place.region, isNamed },
    ...(!known && modelIn(described, likelyModel(described))),
  });
}

/** The container that most likely is the model: what Latchkey knows, else one that the internet reaches and that is no gateway. */
export function likelyModel({ containers, publicPorts, latchkey }: DescribedGroup): string {
  if (latchkey && containers.some(({ name }) => name === latchkey.container)) return latchkey.container;
  const models = containers.filter(({ isGateway }) => !isGateway);
  const reached = models.find(({ ports }) => ports.some((port) => publicPorts.includes(port)));
  return (reached ?? models[0] ?? containers[0])?.name ?? '';
}

/** What the fields say once a container is the model. */
export function modelIn(
  { containers, publicPorts, latchkey }: DescribedGroup,
  container: string,
): Pick<ContainerGroupDraft, 'container' | 'containerImage'> & Partial<Pick<ContainerGroupDraft, 'port' | 'path'>> {
  const found = containers.find(({ name }) => name === container);
  const chosen = { container, containerImage: found?.image ?? '' };
  if (latchkey?.container === container) return { ...chosen, port: String(latchkey.port), path: latchkey.path };
  const port = found?.ports.find((candidate) => publicPorts.includes(candidate)) ?? found?.ports[0];
  return { ...chosen, ...(port !== undefined && { port: String(port) }) };
}

function draft(stage: Stage, change: Partial<ContainerGroupDraft>): void {
  const now = stage.shown()?.drafts.containerGroup;
  if (now) stage.draft({ containerGroup: { ...now, ...change } });
}
