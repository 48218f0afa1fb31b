import type { AzureChoice, Image } from '../../../shared/azure/contract';
import type { Problem } from '../../../shared/problem';

/** What is chosen: ids and names. Of these, the repository and the tag belong to one service, and are not remembered. */
export interface Choice extends AzureChoice {
  readonly repository?: string | undefined;
  readonly tag?: string | undefined;
}

/** What can be chosen, from the top. */
export type Level = keyof Choice;

/** Choosing one anew makes these meaningless. */
const below: Readonly<Record<Level, readonly Level[]>> = {
  tenant: ['subscription', 'resourceGroup', 'region', 'registry', 'repository', 'tag'],
  subscription: ['resourceGroup', 'region', 'registry', 'repository', 'tag'],
  resourceGroup: [],
  region: [],
  registry: ['repository', 'tag'],
  repository: ['tag'],
  tag: [],
};

/** The name of an image in any registry, as it was typed and as it was understood. */
export interface PublicImage {
  readonly typed: string;
  readonly read?: Image | undefined;
  readonly problem?: Problem | undefined;
}

/** Where services on Azure go, as the page shows it; the lists have stores of their own. */
export interface WhereState {
  readonly choice: Choice;
  /** What was chosen last time and is not there any more, by what it was. */
  readonly gone: Readonly<Partial<Record<Level, string>>>;
  /** Whether the subscription may use Azure Container Instances already; absent until Azure says so. */
  readonly registered?: boolean | undefined;
  readonly imageFrom: 'registry' | 'name';
  readonly publicImage: PublicImage;
  /** Why the choice was not remembered, or is not known. */
  readonly problem?: Problem | undefined;
}

/** Before anything is chosen. */
export const nothingChosen: WhereState = {
  choice: {},
  gone: {},
  imageFrom: 'registry',
  publicImage: { typed: '' },
};

/** The choice after one part of it is another: what depends on it is open again. */
export function chooseIn(choice: Choice, level: Level, value: string): Choice {
  return { ...forgetIn(choice, level), [level]: value };
}

/** The same without one part and what depends on it. */
export function forgetIn<T extends Readonly<Partial<Record<Level, string | undefined>>>>(parts: T, level: Level): T {
  const kept = Object.entries(parts).filter(([key]) => key !== level && !below[level].includes(key as Level));
  return Object.fromEntries(kept) as T;
}
