import type { Place } from '../../src-main/dns/place';
import type { DnsPorts } from '../../src-main/dns/ports';
import { openResolver } from '../../src-main/dns/resolver';
import { type DnsServer, rawRecord } from './dns-server';

/** Azure's name and address of the service whose record is looked for. */
export const azureName = 'churn.westeurope.azurecontainer.io';
export const address = '192.0.2.80';

const milliseconds = { each: 100, total: 400 };

/** Where the zone's name servers are, as the resolver says; a world knows the port of each. */
const addressOf = { 'ns1.contoso.com': '127.0.0.11', 'ns2.contoso.com': '127.0.0.12' } as const;

/** What a resolver knows of the zone contoso.com, whatever stands in it. */
export const delegation = [
  'local=/io/',
  rawRecord('contoso.com', 'NS', 'ns1.contoso.com'),
  rawRecord('contoso.com', 'NS', 'ns2.contoso.com'),
  rawRecord('contoso.com', 'SOA', 'ns1.contoso.com', 'azuredns-hostmaster.microsoft.com'),
  ...Object.entries(addressOf).map(([name, at]) => `host-record=${name},${at}`),
  `host-record=${azureName},${address}`,
];

/** Who answers: this computer's resolver, the zone's two name servers, and what programs on this computer are told. */
export interface DnsWorld {
  readonly resolver: DnsServer;
  readonly servers: readonly [DnsServer, DnsServer];
  readonly system?: readonly string[];
}

/** What looks into that world. */
export function portsOf({ resolver, servers, system = [] }: DnsWorld): Pick<DnsPorts, 'resolver' | 'serverAt' | 'now'> {
  const at: Readonly<Record<string, string>> = {
    [addressOf['ns1.contoso.com']]: servers[0].address,
    [addressOf['ns2.contoso.com']]: servers[1].address,
  };
  return {
    resolver: {
      ...openResolver({ servers: [resolver.address], milliseconds }),
      systemAddresses: async () => system,
    },
    serverAt: (addresses) => openResolver({ servers: addresses.map((one) => at[one] ?? one), milliseconds }),
    now: () => new Date('2026-11-25T10:00:00Z'),
  };
}

/** The service under this host name. */
export function placeAt(hostName: string, change: Partial<Place> = {}): Place {
  return { hostName, azureName, address, ...change };
}
