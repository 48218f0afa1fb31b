import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adviseRecord } from '../../../src-main/dns/advise-record';
import { openDns } from '../../../src-main/dns/open-dns';
import type { Place } from '../../../src-main/dns/place';
import type { RecordAdvice } from '../../../shared/dns/contract';
import { type DnsServer, hasDnsmasq, startDnsmasq, startSilentServer } from '../../support/dns-server';
import { address, azureName, delegation, type DnsWorld, placeAt, portsOf } from '../../support/dns-world';

const serviceId = '33333333-3333-4333-8333-333333333333';

const running: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function startSilent(): Promise<DnsServer> {
  const server = await startSilentServer();
  running.push(server);
  return server;
}

/** The record in one line, then each finding. */
function said({ record, findings }: RecordAdvice): readonly string[] {
  const { type, nameInZone, value, ttl } = record;
  return [
    `${type} ${nameInZone} ${value} ${ttl}`,
    ...findings.map(({ code, level, facts }) => [level, code, ...Object.values(facts)].join(' ')),
  ];
}

async function advise(place: Place, ports: ReturnType<typeof portsOf>): Promise<RecordAdvice> {
  const dns = openDns({ ...ports, system: 'linux', placeOf: async () => place, seen: async () => {} });
  return await dns.adviseRecord({ serviceId });
}

describe.skipIf(!hasDnsmasq())('The record of a service (skipped where dnsmasq is absent)', () => {
  const zone = [
    'local=/contoso.com/',
    'host-record=www.contoso.com,192.0.2.10,2001:db8::10',
    `cname=ready.contoso.com,${azureName}`,
    `host-record=by-address.contoso.com,${address}`,
    'cname=shop.contoso.com,shop.fabrikam.com',
    'mx-host=mail.contoso.com,mx.contoso.com,10',
    'txt-record=mail.contoso.com,v=spf1 -all',
    'caa-record=caa.contoso.com,0,issue,letsencrypt.org',
    'mx-host=contoso.com,mx.contoso.com,10',
    'host-record=contoso.com,192.0.2.10',
    'address=/park.contoso.com/192.0.2.66',
    'host-record=own.park.contoso.com,192.0.2.67',
  ];
  let authority: DnsServer;
  let resolver: DnsServer;
  let world: DnsWorld;
  beforeAll(async () => {
    authority = await startDnsmasq(zone);
    const [, port] = authority.address.split(':');
    // The zone's facts are the resolver's own; it asks the authority for the names below it.
    const names = ['www', 'ready', 'score', 'mail', 'shop', 'park', 'caa', 'by-address'];
    resolver = await startDnsmasq([
      ...delegation,
      ...names.map((name) => `server=/${name}.contoso.com/127.0.0.1#${port}`),
    ]);
    world = { resolver, servers: [authority, authority] };
  });
  afterAll(() => Promise.all([authority.stop(), resolver.stop()]));

  it.each([
    ['score.contoso.com', ['CNAME score churn.westeurope.azurecontainer.io 3600']],
    ['v1.score.contoso.com', ['CNAME v1.score churn.westeurope.azurecontainer.io 3600']],
    [
      'www.contoso.com',
      ['CNAME www churn.westeurope.azurecontainer.io 3600', 'warns replaces A 192.0.2.10, AAAA 2001:db8::10 2'],
    ],
    [
      'shop.contoso.com',
      ['CNAME shop churn.westeurope.azurecontainer.io 3600', 'warns replaces CNAME shop.fabrikam.com 1'],
    ],
    [
      'ready.contoso.com',
      [
        'CNAME ready churn.westeurope.azurecontainer.io 3600',
        'notes already-right churn.westeurope.azurecontainer.io false',
      ],
    ],
    [
      'by-address.contoso.com',
      ['CNAME by-address churn.westeurope.azurecontainer.io 3600', 'notes already-right 192.0.2.80 true'],
    ],
    [
      'contoso.com',
      [
        'A @ 192.0.2.80 300',
        `warns cname-not-at-top contoso.com ${azureName} 192.0.2.80`,
        'warns replaces A 192.0.2.10 1',
      ],
    ],
    ['mail.contoso.com', ['A mail 192.0.2.80 300', `warns other-records-there MX, TXT ${azureName} 192.0.2.80`]],
    ['caa.contoso.com', ['A caa 192.0.2.80 300', `warns other-records-there CAA ${azureName} 192.0.2.80`]],
    [
      'churn.park.contoso.com',
      ['CNAME churn.park churn.westeurope.azurecontainer.io 3600', 'notes wildcard-answers A 192.0.2.66'],
    ],
    [
      'own.park.contoso.com',
      ['CNAME own.park churn.westeurope.azurecontainer.io 3600', 'warns replaces A 192.0.2.67 1'],
    ],
    [azureName, [`none-needed churn.westeurope ${azureName} 3600`, `notes azure-name ${azureName} true`]],
    [
      'other.westeurope.azurecontainer.io',
      [`none-needed other.westeurope ${azureName} 3600`, `warns azure-name ${azureName} false`],
    ],
    [address, [`none-needed 192.0.2.80 ${azureName} 3600`, 'notes ip-address 192.0.2.80 true']],
  ])('%s', async (hostName, expected) => {
    expect(said(await advise(placeAt(hostName), portsOf(world)))).toEqual(expected);
  });

  it('is named with its zone and who hosts that', async () => {
    const { record } = await advise(placeAt('score.contoso.com'), portsOf(world));
    expect(record).toMatchObject({ name: 'score.contoso.com', zone: 'contoso.com', provider: 'Azure DNS' });
  });

  it('is an A record where Azure gave an address only', async () => {
    const place = placeAt('score.contoso.com', { azureName: undefined });
    expect(said(await advise(place, portsOf(world)))).toEqual([
      'A score 192.0.2.80 300',
      'warns no-azure-name 192.0.2.80',
    ]);
  });

  it('is looked for with the resolver where no name server can be asked', async () => {
    const silent = await startSilent();
    const ports = portsOf({ ...world, servers: [silent, silent] });
    expect(said(await advise(placeAt('www.contoso.com'), ports))).toContain(
      'warns replaces A 192.0.2.10, AAAA 2001:db8::10 2',
    );
  });

  it('is advised where nobody answers, with what is known without', async () => {
    const silent = await startSilent();
    const ports = portsOf({ resolver: silent, servers: [silent, silent] });
    expect(said(await advise(placeAt('www.contoso.com'), ports))).toEqual([
      'CNAME www churn.westeurope.azurecontainer.io 3600',
      'warns zone-unknown',
    ]);
    expect(said(await advise(placeAt('contoso.com'), ports))[0]).toBe('A @ 192.0.2.80 300');
  });

  it('needs a domain that somebody registered', async () => {
    const server = await startDnsmasq(['local=/com/']);
    running.push(server);
    const ports = portsOf({ resolver: server, servers: [server, server] });
    expect(said(await advise(placeAt('score.nobody-has-this.com'), ports))).toContain(
      'warns not-registered nobody-has-this.com',
    );
  });
});

describe('The record of a name in another script', () => {
  it('is read as people write it, and typed as DNS has it', () => {
    const place = placeAt('score.xn--bcher-kva.de');
    const { record } = adviseRecord(place, { registered: 'xn--bcher-kva.de', isMissing: false }, 'unknown');
    expect(record).toMatchObject({
      name: 'score.bücher.de',
      ascii: 'score.xn--bcher-kva.de',
      nameInZone: 'score',
      value: azureName,
    });
    expect(record.zone, 'what was registered need not be the zone').toBeUndefined();
  });
});
