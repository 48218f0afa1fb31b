import { isIP } from 'node:net';
import type { Cloud, CloudName, DomainSuffixes } from '../../shared/sign-in/contract';

/** The authority that the certificates of a custom cloud's servers come from. */
export interface CloudAuthority {
  /** Of the file it was read from. */
  readonly name: string;
  readonly pem: string;
  readonly subject: string;
  /** Of the certificate: upper-case hexadecimal with colons. */
  readonly sha256: string;
}

/** An Azure: where its parts are, and what its names look like. */
export interface AzureCloud {
  readonly name: CloudName;
  /** An origin, `https://login.microsoftonline.com`: where people sign in and tokens come from. */
  readonly authority: string;
  /** An origin: Azure Resource Manager. */
  readonly resourceManager: string;
  readonly scope: string;
  readonly suffixes: DomainSuffixes;
  readonly ca?: CloudAuthority;
  /** The user has seen the authority; Microsoft's own need no confirmation. */
  readonly confirmed: boolean;
}

/**
 * Microsoft's clouds. Addresses: learn.microsoft.com/entra/identity-platform/authentication-national-cloud and the table of
 * `az cloud show`; names of container instances: learn.microsoft.com/azure/container-instances/container-instances-overview.
 */
export const microsoftClouds: Readonly<Record<Exclude<CloudName, 'custom'>, AzureCloud>> = {
  public: {
    name: 'public',
    authority: 'https://login.microsoftonline.com',
    resourceManager: 'https://management.azure.com',
    scope: 'https://management.azure.com/.default',
    suffixes: { registry: 'azurecr.io', containerInstances: 'azurecontainer.io', kubernetes: 'cloudapp.azure.com' },
    confirmed: true,
  },
  'us-government': {
    name: 'us-government',
    authority: 'https://login.microsoftonline.us',
    resourceManager: 'https://management.usgovcloudapi.net',
    scope: 'https://management.usgovcloudapi.net/.default',
    suffixes: {
      registry: 'azurecr.us',
      containerInstances: 'azurecontainer.console.azure.us',
      kubernetes: 'cloudapp.usgovcloudapi.net',
    },
    confirmed: true,
  },
  china: {
    name: 'china',
    authority: 'https://login.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    scope: 'https://management.chinacloudapi.cn/.default',
    suffixes: {
      registry: 'azurecr.cn',
      containerInstances: 'azurecontainer.console.azure.cn',
      kubernetes: 'cloudapp.chinacloudapi.cn',
    },
    confirmed: true,
  },
};

/**
 * Latchkey's own registrations, by cloud: an application belongs to one cloud. There is none yet (docs/azure-app-registration.md
 * says how one is made); until then a client id has to be set.
 */
export const ownClientIds: Readonly<Record<CloudName, string>> = {
  public: '',
  'us-government': '',
  china: '',
  custom: '',
};

/** What the page may know of a cloud. */
export function describeCloud({ name, authority, resourceManager, scope, suffixes, ca, confirmed }: AzureCloud): Cloud {
  const caFile = ca && { name: ca.name, subject: ca.subject, sha256: ca.sha256 };
  return { name, authority, resourceManager, scope, suffixes, confirmed, ...(caFile && { caFile }) };
}

/**
 * Whether a host (with its port, where it isn't 443) is the address of a container registry of this cloud: one label below the
 * cloud's domain, or any port of its address where a custom cloud has an IP address for that.
 * SECURITY: an access token is exchanged there; a registry of somebody else's must not get one.
 */
export function isRegistryHost({ suffixes }: AzureCloud, host: string): boolean {
  const suffix = suffixes.registry.toLowerCase();
  const name = host.toLowerCase();
  if (isIP(suffix) > 0) return name.replace(/:\d+$/u, '') === suffix;
  return suffix !== '' && name.endsWith(`.${suffix}`) && /^[a-z0-9-]+$/u.test(name.slice(0, -suffix.length - 1));
}

/** Every host that something of the user's is sent to, without ports; registries are below the last one. */
export function hostsOf({ authority, resourceManager, suffixes }: AzureCloud): readonly string[] {
  const registries = suffixes.registry.replace(/:\d+$/u, '');
  return [new URL(authority).hostname, new URL(resourceManager).hostname, registries].filter((host) => host !== '');
}
