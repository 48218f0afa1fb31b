import { afterEach, describe, expect, it } from 'vitest';
import { checkRecord } from '../../../src-main/dns/check-record';
import { openDns } from '../../../src-main/dns/open-dns';
import type { Place } from '../../../src-main/dns/place';
import type { RecordCheck } from '../../../shared/dns/contract';
import { type DnsServer, hasDnsmasq, startDnsmasq, startSilentServer } from '../../support/dns-server';
import { address, azureName, delegation, placeAt, portsOf } from '../../support/dns-world';

const running: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function started(server: Promise<DnsServer>): Promise<DnsServer> {
  running.push(await server);
  return await server;
}

/** A name server of the zone with these records. */
function authority(...lines: readonly string[]): Promise<DnsServer> {
  return started(startDnsmasq(['local=/contoso.com/', ...lines]));
}

/** A resolver that knows the zone's name servers, and besides only these. */
function cache(...lines: readonly string[]): Promise<DnsServer> {
  return started(startDnsmasq([...delegation, 'local=/contoso.com/', ...lines]));
}

const silent = (): Promise<DnsServer> => started(startSilentServer());
const hostName = 'www.contoso.com';
const alias = `cname=${hostName},${azureName}`;
const old = `host-record=${hostName},192.0.2.10`;

interface Scene {
  readonly one: Promise<DnsServer>;
  readonly two?: Promise<DnsServer>;
  readonly resolver: Promise<DnsServer>;
  readonly system?: readonly string[];
  readonly place?: Place;
}

async function look({ one, two = one, resolver, system = [], place = placeAt(hostName) }: Scene) {
  const ports = portsOf({ resolver: await resolver, servers: [await one, await two], system });
  return await checkRecord(place, ports);
}

/** The verdict, then each viewer in one line. */
function said({ verdict, viewers, wait }: RecordCheck): readonly string[] {
  const seen = viewers.map(({ who, server, sees, values }) => [server || who, sees, ...values].join(' '));
  return [wait === undefined ? verdict : `${verdict} ${wait} s`, ...seen];
}

describe.skipIf(!hasDnsmasq())('Who sees the record (skipped where dnsmasq is absent)', () => {
  it('is everybody, where all are led to Azure’s name', async () => {
    const check = await look({ one: authority(alias), resolver: cache(alias) });
    expect(check.at).toBe('2026-11-25T10:00:00.000Z');
    expect(said(check)).toEqual([
      'everybody',
      `ns1.contoso.com right ${azureName}`,
      `ns2.contoso.com right ${azureName}`,
      `resolver right ${azureName} ${address}`,
    ]);
  });

  it('is nobody, where the record was not created: then no waiting helps', async () => {
    expect(said(await look({ one: authority(), resolver: cache() }))).toEqual([
      'nobody',
      'ns1.contoso.com nothing',
      'ns2.contoso.com nothing',
      'resolver nothing',
    ]);
  });

  it('are the name servers first: the resolver keeps its old answer for the seconds that are left', async () => {
    const check = await look({ one: authority(alias), resolver: cache(`${old},3480`) });
    expect(said(check)).toEqual([
      'some 3480 s',
      `ns1.contoso.com right ${azureName}`,
      `ns2.contoso.com right ${azureName}`,
      'resolver other 192.0.2.10',
    ]);
    expect(check.viewers.at(-1)?.ttl).toBe(3480);
  });

  it('says how long a resolver keeps that there was nothing', async () => {
    expect(said(await look({ one: authority(alias), resolver: cache() }))[0]).toBe('some 300 s');
  });

  it('promises no time for an old alias: how long that is kept is not told', async () => {
    const resolver = cache(`cname=${hostName},old.contoso.com,3600`, 'host-record=old.contoso.com,192.0.2.10,20');
    const check = await look({ one: authority(alias), resolver });
    expect(said(check)).toEqual([
      'some',
      `ns1.contoso.com right ${azureName}`,
      `ns2.contoso.com right ${azureName}`,
      'resolver other old.contoso.com 192.0.2.10',
    ]);
  });

  it('tells a name server that has not got the change yet', async () => {
    const check = await look({ one: authority(alias), two: authority(old), resolver: cache(alias) });
    expect(said(check)).toEqual([
      'some',
      `ns1.contoso.com right ${azureName}`,
      'ns2.contoso.com other 192.0.2.10',
      `resolver right ${azureName} ${address}`,
    ]);
  });

  it('tells a name server that does not answer from one that has nothing', async () => {
    const check = await look({ one: authority(alias), two: silent(), resolver: cache(alias) });
    expect(said(check).slice(0, 3)).toEqual([
      'everybody',
      `ns1.contoso.com right ${azureName}`,
      'ns2.contoso.com no-answer',
    ]);
  });

  it('is told by the resolver alone where the network lets nobody else be asked', async () => {
    const none = silent();
    expect(said(await look({ one: none, resolver: cache(`${old},60`) }))).toEqual([
      'nobody 60 s',
      'ns1.contoso.com no-answer',
      'ns2.contoso.com no-answer',
      'resolver other 192.0.2.10',
    ]);
  });

  it('is not known where nobody answers', async () => {
    const none = silent();
    expect(said(await look({ one: none, resolver: none }))).toEqual(['unknown', 'resolver no-answer']);
  });

  it('is right by the address, too, as providers that flatten an alias at the top of a zone answer', async () => {
    const flat = `host-record=contoso.com,${address},300`;
    const check = await look({ one: authority(flat), resolver: cache(flat), place: placeAt('contoso.com') });
    expect(said(check)).toEqual([
      'everybody',
      `ns1.contoso.com right ${address}`,
      `ns2.contoso.com right ${address}`,
      `resolver right ${address}`,
    ]);
    expect(check.viewers.map(({ ttl }) => ttl)).toEqual([300, 300, 300]);
  });

  it('is right over another alias that ends at the service', async () => {
    const first = `cname=${hostName},front.contoso.net`;
    const second = `cname=front.contoso.net,${azureName}`;
    const check = await look({ one: authority(first), resolver: cache(first, second, 'local=/net/') });
    expect(said(check)).toEqual([
      'everybody',
      `ns1.contoso.com right front.contoso.net ${address}`,
      `ns2.contoso.com right front.contoso.net ${address}`,
      `resolver right front.contoso.net ${address}`,
    ]);
  });

  it('is wrong over an alias that ends nowhere', async () => {
    const dangling = `cname=${hostName},gone.westeurope.azurecontainer.io`;
    const check = await look({ one: authority(dangling), resolver: cache(dangling) });
    expect(said(check)).toEqual([
      'nobody',
      'ns1.contoso.com other gone.westeurope.azurecontainer.io',
      'ns2.contoso.com other gone.westeurope.azurecontainer.io',
      'resolver other gone.westeurope.azurecontainer.io',
    ]);
  });

  it.each([
    ['a second address', `host-record=${hostName},192.0.2.10`],
    ['an IPv6 address', `host-record=${hostName},2001:db8::10`],
  ])('is wrong where %s leads some callers elsewhere', async (_, other) => {
    const both = [`host-record=${hostName},${address}`, other];
    const check = await look({ one: authority(...both), resolver: cache(...both) });
    expect(check.verdict).toBe('nobody');
    expect(check.viewers[0]?.values).toHaveLength(2);
  });

  it('is right where a network without IPv4 translates the address (RFC 6052)', async () => {
    const record = `host-record=${hostName},${address}`;
    const resolver = cache(`${record},64:ff9b::192.0.2.80`);
    expect((await look({ one: authority(record), resolver })).verdict).toBe('everybody');
  });

  it('tells of a hosts file that leads this computer elsewhere', async () => {
    const check = await look({ one: authority(alias), resolver: cache(alias), system: ['127.0.0.1'] });
    expect(said(check).at(-1)).toBe('programs other 127.0.0.1');
    expect(check.verdict).toBe('some');
    const agreeing = await look({ one: authority(alias), resolver: cache(alias), system: [address] });
    expect(agreeing.verdict).toBe('everybody');
  });

  it('leaves Azure’s name servers alone where the name is Azure’s own', async () => {
    const check = await look({ one: authority(), resolver: cache(), place: placeAt(azureName) });
    expect(said(check)).toEqual(['everybody', `resolver right ${address}`]);
  });
});

describe('The DNS step of a service', () => {
  const id = '33333333-3333-4333-8333-333333333333';

  async function seenFor(place: Place, server: DnsServer, resolver = server): Promise<readonly string[]> {
    const seen: string[] = [];
    const dns = openDns({
      ...portsOf({ resolver, servers: [server, server] }),
      system: 'linux',
      placeOf: async () => place,
      seen: async (serviceId) => void seen.push(serviceId),
    });
    await dns.checkRecord({ serviceId: id });
    return seen;
  }

  it('is complete once the name leads to the service, and not before', async () => {
    const server = await silent();
    expect(await seenFor(placeAt(address), server)).toEqual([id]);
    expect(await seenFor(placeAt('192.0.2.81'), server)).toEqual([]);
    expect(await seenFor(placeAt(hostName), server)).toEqual([]);
  });

  it.skipIf(!hasDnsmasq())('is complete once this computer’s resolver sees it (skipped without dnsmasq)', async () => {
    expect(await seenFor(placeAt(hostName), await silent(), await cache(alias))).toEqual([id]);
    expect(await seenFor(placeAt(hostName), await authority(old), await cache(alias))).toEqual([id]);
    expect(await seenFor(placeAt(hostName), await authority(alias), await cache(old))).toEqual([]);
  });
});
