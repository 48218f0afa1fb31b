import type { AzureView } from './azure-view';
import type { ContainerGroupDraft } from './container-group-draft';
import type { Obstacle } from './state';

/** What every part of the form for a container group is drawn from. */
export interface GroupFields {
  readonly draft: ContainerGroupDraft;
  readonly obstacle: Obstacle | undefined;
  readonly azure: AzureView;
  /** Ids of the values that main keeps. */
  readonly held: readonly string[];
  readonly onEdit: (change: Partial<ContainerGroupDraft>) => void;
}
