import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHostName } from '../../../src-main/dns/check-host-name';
import { openResolver, type Resolver } from '../../../src-main/dns/resolver';
import type { Target } from '../../../shared/certificates/finding';
import { type DnsServer, hasDnsmasq, rawRecord, startDnsmasq, startSilentServer } from '../../support/dns-server';

const milliseconds = { each: 100, total: 400 };

/** Asks as the page does. */
async function check(resolver: Resolver, hostName: string, target: Target = 'container-instances') {
  return await checkHostName({ hostName, target }, { resolver, system: 'linux' });
}

/** Every finding as `code: facts` in one line. */
function said({ findings }: Awaited<ReturnType<typeof check>>): readonly string[] {
  return findings.map(({ code, facts }) => [code, ...Object.values(facts).filter((value) => value !== '')].join(' '));
}

const zones = [
  'local=/com/',
  'local=/uk/',
  'local=/io/',
  rawRecord('contoso.com', 'NS', 'ns1-07.azure-dns.com'),
  rawRecord('contoso.com', 'NS', 'ns2-07.azure-dns.net'),
  rawRecord('contoso.com', 'SOA', 'ns1-07.azure-dns.com', 'azuredns-hostmaster.microsoft.com'),
  'host-record=www.contoso.com,192.0.2.10,2001:db8::10',
  'cname=alias.contoso.com,www.contoso.com',
  'cname=dangling.contoso.com,churn.westeurope.azurecontainer.io',
  // A part of it that another team hosts.
  rawRecord('ml.contoso.com', 'NS', 'ns-2048.awsdns-64.com'),
  // An alias of a zone: name servers are answered for it that are not its own.
  'cname=shop.contoso.com,shop-host.com',
  'host-record=shop-host.com,192.0.2.30',
  rawRecord('shop-host.com', 'NS', 'ns1.shop-host.com'),
  // Name servers with the customer's name.
  rawRecord('fabrikam.co.uk', 'NS', 'ns1.fabrikam.co.uk'),
  rawRecord('fabrikam.co.uk', 'SOA', 'ns1.fabrikam.co.uk', 'awsdns-hostmaster.amazon.com'),
  'host-record=taken.westeurope.azurecontainer.io,192.0.2.20',
];

describe.skipIf(!hasDnsmasq())(
  'A host name looked up with a real name server (skipped where dnsmasq is absent)',
  () => {
    let server: DnsServer;
    let resolver: Resolver;
    beforeAll(async () => {
      server = await startDnsmasq(zones);
      resolver = openResolver({ servers: [server.address] });
    });
    afterAll(() => server.stop());

    const contoso = 'hosted-by contoso.com Azure DNS ns1-07.azure-dns.com, ns2-07.azure-dns.net';

    it.each([
      ['score.contoso.com', [contoso, 'not-pointing-yet']],
      ['contoso.com', [contoso, 'not-pointing-yet']],
      ['www.contoso.com', [contoso, 'points-elsewhere 192.0.2.10, 2001:db8::10']],
      ['alias.contoso.com', [contoso, 'points-elsewhere 192.0.2.10, 2001:db8::10 www.contoso.com']],
      ['dangling.contoso.com', [contoso, 'points-elsewhere churn.westeurope.azurecontainer.io']],
      ['shop.contoso.com', [contoso, 'points-elsewhere 192.0.2.30 shop-host.com']],
      [
        'v1.churn.ml.contoso.com',
        ['hosted-by ml.contoso.com Amazon Route 53 ns-2048.awsdns-64.com', 'not-pointing-yet'],
      ],
      ['score.fabrikam.co.uk', ['hosted-by fabrikam.co.uk Amazon Route 53 ns1.fabrikam.co.uk', 'not-pointing-yet']],
      ['score.nobody-has-this.com', ['not-registered nobody-has-this.com']],
      ['churn.westeurope.azurecontainer.io', ['azure-name azurecontainer.io true']],
      ['taken.westeurope.azurecontainer.io', ['azure-name azurecontainer.io true', 'points-elsewhere 192.0.2.20']],
    ])('%s', async (hostName, findings) => {
      expect(said(await check(resolver, hostName))).toEqual(findings);
    });

    it('says that nothing was learned where the server refuses', async () => {
      expect(said(await check(resolver, 'score.contoso.org'))).toEqual(['not-looked-up']);
    });

    it('says so for a name of a hundred parts, too', async () => {
      const long = `${'a.'.repeat(100)}contoso.com`;
      expect(said(await check(resolver, long))).toEqual([contoso, 'not-pointing-yet']);
    });
  },
);

describe('A host name that nobody answers for', () => {
  it('is not looked up where the name servers hear and say nothing', async () => {
    const server = await startSilentServer();
    const resolver = openResolver({ servers: [server.address], milliseconds });
    expect(said(await check(resolver, 'score.contoso.com'))).toEqual(['not-looked-up']);
    await server.stop();
  });

  it('is given up after the time for everything, however long a server may take', async () => {
    const server = await startSilentServer();
    const resolver = openResolver({ servers: [server.address], milliseconds: { each: 60_000, total: 100 } });
    expect(said(await check(resolver, 'score.contoso.com'))).toEqual(['not-looked-up']);
    await server.stop();
  });

  it('is not looked up where nothing listens', async () => {
    const server = await startSilentServer();
    await server.stop();
    const resolver = openResolver({ servers: [server.address], milliseconds });
    expect(said(await check(resolver, 'score.contoso.com'))).toEqual(['not-looked-up']);
  });
});

/** Whom nobody may ask, but for what the system says. */
function systemOnly(names: Readonly<Record<string, readonly string[]>> = {}): Resolver {
  return {
    records: (name) => Promise.reject(new Error(`DNS was asked for ${name}`)),
    systemAddresses: async (name) => names[name] ?? [],
  };
}

describe('A host name on this computer', () => {
  it.each([
    ['localhost', ['localhost localhost']],
    ['model.contoso.com', ['leads-here model.contoso.com']],
    ['other.contoso.com', ['hosts-line-needed 127.0.0.1 other.contoso.com other.contoso.com linux']],
    ['127.0.0.1', ['ip-address 127.0.0.1 true']],
    ['192.0.2.1', ['ip-address 192.0.2.1 false']],
    ['*.contoso.com', ['wildcard']],
  ])('%s asks the system alone', async (hostName, findings) => {
    const resolver = systemOnly({ 'model.contoso.com': ['127.0.0.1'], localhost: ['192.0.2.1'] });
    expect(said(await check(resolver, hostName, 'this-computer'))).toEqual(findings);
  });

  it('is looked up with the system’s own resolver', async () => {
    const resolver = openResolver({ milliseconds });
    expect(await resolver.systemAddresses('localhost')).toEqual(expect.arrayContaining(['127.0.0.1']));
    // Longer than a label can be: no network has an answer for it.
    expect(await resolver.systemAddresses(`${'a'.repeat(64)}.invalid`)).toEqual([]);
  });
});

describe('A host name for others', () => {
  it.each(['localhost', 'co.uk', '*.contoso.com', 'www.example.com', 'model', '192.0.2.1'])(
    '%s is judged without asking anybody',
    async (hostName) => {
      expect((await check(systemOnly(), hostName)).findings).toHaveLength(1);
    },
  );

  it('is answered in A-labels, as it is read, and with what was registered of it', async () => {
    const server = await startSilentServer();
    const resolver = openResolver({ servers: [server.address], milliseconds: { each: 50, total: 50 } });
    expect(await check(resolver, 'https://Score.Bücher.co.uk/v1')).toMatchObject({
      ascii: 'score.xn--bcher-kva.co.uk',
      display: 'score.bücher.co.uk',
      registered: 'xn--bcher-kva.co.uk',
    });
    await server.stop();
  });

  it('that is none is refused', async () => {
    await expect(check(systemOnly(), 'my_model')).rejects.toMatchObject({ code: 'host-name.invalid' });
  });
});
