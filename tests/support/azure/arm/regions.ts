/** A region, and what ACI can do there. */
export interface Region {
  readonly name: string;
  readonly displayName: string;
  readonly regionalDisplayName: string;
  readonly geography: string;
  /** Whether container groups can be made there. */
  readonly hasContainerInstances: boolean;
  readonly maxCpu: number;
  readonly maxMemoryInGB: number;
  /** GPU models, with how many a group may have. */
  readonly gpus: Readonly<Record<string, number>>;
}

const region = (
  [name, displayName, area, geography]: readonly [string, string, string, string],
  more: Partial<Region> = {},
): Region => ({
  name,
  displayName,
  regionalDisplayName: `(${area}) ${displayName}`,
  geography,
  hasContainerInstances: true,
  maxCpu: 4,
  maxMemoryInGB: 16,
  gpus: {},
  ...more,
});

/** The regions of the emulated cloud. One has no container instances, two have GPUs. */
export const regions: readonly Region[] = [
  region(['westeurope', 'West Europe', 'Europe', 'Europe'], { gpus: { V100: 4 } }),
  region(['northeurope', 'North Europe', 'Europe', 'Europe']),
  region(['germanywestcentral', 'Germany West Central', 'Europe', 'Germany']),
  region(['francecentral', 'France Central', 'Europe', 'France']),
  region(['uksouth', 'UK South', 'Europe', 'United Kingdom']),
  region(['swedencentral', 'Sweden Central', 'Europe', 'Sweden']),
  region(['eastus', 'East US', 'US', 'United States'], { gpus: { V100: 4 }, maxCpu: 32, maxMemoryInGB: 256 }),
  region(['eastus2', 'East US 2', 'US', 'United States']),
  region(['westus2', 'West US 2', 'US', 'United States']),
  region(['centralus', 'Central US', 'US', 'United States']),
  region(['southeastasia', 'Southeast Asia', 'Asia Pacific', 'Asia Pacific']),
  region(['japaneast', 'Japan East', 'Asia Pacific', 'Japan']),
  region(['australiaeast', 'Australia East', 'Asia Pacific', 'Australia']),
  region(['brazilsouth', 'Brazil South', 'South America', 'Brazil']),
  region(['jioindiacentral', 'Jio India Central', 'Asia Pacific', 'India'], { hasContainerInstances: false }),
];

/** The region that a location names: Azure takes "West Europe" and "westeurope" for the same. */
export function findRegion(location: string): Region | undefined {
  const name = location.toLowerCase().replaceAll(' ', '');
  return regions.find((one) => one.name === name);
}
