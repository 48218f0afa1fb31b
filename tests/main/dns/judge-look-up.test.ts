import { describe, expect, it } from 'vitest';
import { judgeLookUp } from '../../../src-main/dns/judge-look-up';
import { judgeAddressHere, judgeThisComputer } from '../../../src-main/dns/judge-this-computer';
import { providerOf } from '../../../src-main/dns/providers';

describe('The provider of a zone', () => {
  it.each([
    ['ns1-07.azure-dns.com', 'Azure DNS'],
    ['ns1-03.azure-dns.cn', 'Azure DNS'],
    ['ada.ns.cloudflare.com', 'Cloudflare'],
    ['NS-2048.awsdns-64.net.', 'Amazon Route 53'],
    ['ns-1311.awsdns-35.co.uk', 'Amazon Route 53'],
    ['ns-intl-3268.awsdns-cn-12.cn', 'Amazon Route 53'],
    ['ns-cloud-a1.googledomains.com', 'Google Cloud DNS or Squarespace'],
    ['ns45.domaincontrol.com', 'GoDaddy'],
    ['ns1085.ui-dns.biz', 'IONOS'],
    ['dns1.registrar-servers.com', 'Namecheap'],
    ['dns200.anycast.me', 'OVHcloud'],
    ['ns14.ovh.net', 'OVHcloud'],
    ['ns-168-a.gandi.net', 'Gandi'],
    ['hydrogen.ns.hetzner.com', 'Hetzner'],
    ['ns.second-ns.com', 'Hetzner'],
    ['ns1.your-server.de', 'Hetzner'],
    ['ns1.digitalocean.com', 'DigitalOcean'],
    ['shades15.rzone.de', 'STRATO'],
    ['ns1.dnsimple-edge.net', 'DNSimple'],
    ['ns1.bdm.microsoftonline.com', 'Microsoft 365'],
    ['ns1.contoso.com', undefined],
    ['azure-dns.com.contoso.com', undefined],
  ])('%s is of %s', (nameServer, provider) => {
    expect(providerOf([nameServer])).toBe(provider);
  });

  it('is told by the SOA record where the name servers carry the customer’s name', () => {
    expect(providerOf(['ns1.contoso.com'], 'ns1-07.azure-dns.com')).toBe('Azure DNS');
    expect(providerOf(['ns1.contoso.com'], 'ns1.contoso.com', 'awsdns-hostmaster.amazon.com')).toBe('Amazon Route 53');
  });
});

describe('What a look-up means', () => {
  it('warns of a domain that is not there, and says no more', () => {
    expect(judgeLookUp('xn--bcher-kva.de', { domain: 'not-there', points: 'nowhere' })).toEqual([
      { code: 'not-registered', level: 'warns', facts: { domain: 'bücher.de' } },
    ]);
  });

  it('names the zone, and as many of its name servers and addresses as fit a sentence', () => {
    const many = ['1', '2', '3', '4', '5'];
    const zone = { name: 'contoso.com', nameServers: many };
    expect(judgeLookUp('contoso.com', { domain: 'there', zone, points: { addresses: many } })).toEqual([
      { code: 'hosted-by', level: 'notes', facts: { domain: 'contoso.com', provider: '', nameServers: '1, 2, 3, 4' } },
      { code: 'points-elsewhere', level: 'warns', facts: { addresses: '1, 2, 3, 4', alias: '' } },
    ]);
  });

  it('never blocks', () => {
    for (const domain of ['there', 'not-there', 'unknown', 'not-asked'] as const) {
      for (const points of ['nowhere', 'unknown', { addresses: [], alias: 'a.example' }] as const) {
        const findings = judgeLookUp('contoso.com', { domain, points });
        expect(findings.length).toBeGreaterThan(0);
        expect(findings.map(({ level }) => level)).not.toContain('blocks');
      }
    }
  });
});

describe('Whether a name leads to the gateway on this computer', () => {
  it.each([
    [['127.0.0.1'], true],
    [['::1', '127.0.0.1'], true],
    [['::1'], false],
    [['127.0.1.1'], false],
    [['127.0.0.1', '127.0.1.1'], false],
    [['127.0.0.1', '192.0.2.1'], false],
    [['192.168.1.21'], false],
    [[], false],
  ])('by %s: %s', (addresses, here) => {
    const { code } = judgeThisComputer('model.contoso.com', addresses, 'linux');
    expect(code).toBe(here ? 'leads-here' : 'hosts-line-needed');
  });

  it('gives the line for the hosts file in A-labels, and the name as it is read', () => {
    expect(judgeThisComputer('xn--bcher-kva.de', [], 'win32')).toEqual({
      code: 'hosts-line-needed',
      level: 'warns',
      facts: { line: '127.0.0.1 xn--bcher-kva.de', hostName: 'bücher.de', system: 'win32' },
    });
  });

  it('makes the line a remark for names below localhost, which browsers find without it', () => {
    expect(judgeThisComputer('model.localhost', [], 'win32').level).toBe('notes');
  });

  it.each([
    ['127.0.0.1', 'notes'],
    ['127.0.1.1', 'warns'],
    ['::1', 'warns'],
    ['192.0.2.1', 'warns'],
  ])('as the address %s: %s', (address, level) => {
    expect(judgeAddressHere(address).level).toBe(level);
  });
});
