import type { Target } from '../../shared/certificates/finding';

/** Below which names Azure names what it runs, and for which target; `undefined` for other kinds of services. */
const azureSuffixes: Readonly<Record<string, Target | undefined>> = {
  // learn.microsoft.com/azure/container-instances/container-instances-overview, and the same page for azure.cn and azure.us
  'azurecontainer.io': 'container-instances',
  'azurecontainer.console.azure.cn': 'container-instances',
  'azurecontainer.console.azure.us': 'container-instances',
  // learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#domain-name-label: what a cluster's address gets
  'cloudapp.azure.com': 'kubernetes',
  'cloudapp.chinacloudapi.cn': 'kubernetes',
  'cloudapp.usgovcloudapi.net': 'kubernetes',
  'azurecontainerapps.io': undefined,
  'azurefd.net': undefined,
  'azurewebsites.net': undefined,
  'trafficmanager.net': undefined,
};

/** A name that Azure alone gives out. */
export interface AzureName {
  readonly suffix: string;
  readonly target: Target | undefined;
  /** Whole: a label, a region and the suffix. Shorter ones are not given out. */
  readonly whole: boolean;
}

/** The suffix of Azure's own that a name is or is below. */
export function azureNameOf(ascii: string): AzureName | undefined {
  for (const [suffix, target] of Object.entries(azureSuffixes)) {
    if (ascii !== suffix && !ascii.endsWith(`.${suffix}`)) continue;
    const labels = ascii.slice(0, -suffix.length).split('.').length - 1;
    return { suffix, target, whole: labels >= 2 };
  }
  return undefined;
}
