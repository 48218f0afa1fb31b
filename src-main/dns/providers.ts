/**
 * Who hosts a zone, told by the names of its name servers. Beside a row is the provider's page on them, or names as public zones
 * show them. A row that is missing costs a name in a sentence; a wrong one sends people to the wrong place.
 */
const providers: readonly (readonly [name: string, nameServer: RegExp])[] = [
  // learn.microsoft.com/azure/dns/dns-delegate-domain-azure-dns, docs.azure.cn/dns
  ['Azure DNS', /\.azure-dns\.(?:com|net|org|info|cn)$/u],
  // developers.cloudflare.com/dns/zone-setups/full-setup/setup
  ['Cloudflare', /\.ns\.cloudflare\.com$/u],
  // docs.aws.amazon.com/Route53/latest/DeveloperGuide/GetInfoAboutHostedZone.html; China: ns-1047.awsdns-cn-01.net
  ['Amazon Route 53', /\.awsdns-(?:cn-)?[\da-e]{2}\.(?:com|net|org|co\.uk|cn|biz|top)$/u],
  // cloud.google.com/dns/docs/update-name-servers. Google Domains used the same; its customers are Squarespace's now.
  ['Google Cloud DNS or Squarespace', /^ns-cloud-[a-e]\d\.googledomains\.com$/u],
  // godaddy.com/help/edit-my-domain-nameservers-664
  ['GoDaddy', /\.domaincontrol\.com$/u],
  // ns1085.ui-dns.com, ns1055.ui-dns.biz, ns1107.ui-dns.org, ns1033.ui-dns.de
  ['IONOS', /\.ui-dns\.(?:com|de|org|biz)$/u],
  // dns1.registrar-servers.com
  ['Namecheap', /\.registrar-servers\.com$/u],
  // dns14.ovh.net and ns14.ovh.net; with the anycast option dns200.anycast.me and ns200.anycast.me
  ['OVHcloud', /^d?ns\d*\.(?:ovh\.(?:net|ca)|anycast\.me)$/u],
  // ns-168-a.gandi.net
  ['Gandi', /\.gandi\.net$/u],
  // hydrogen.ns.hetzner.com, helium.ns.hetzner.de; earlier ns1.first-ns.de, robotns2.second-ns.de, ns1.your-server.de
  ['Hetzner', /\.ns\.hetzner\.(?:com|de)$|\.(?:first|second)-ns\.(?:de|com)$|^ns\d?\.your-server\.de$/u],
  // ns1.digitalocean.com
  ['DigitalOcean', /^ns\d\.digitalocean\.com$/u],
  // docks01.rzone.de, shades15.rzone.de
  ['STRATO', /\.rzone\.de$/u],
  // ns1.dnsimple.com, ns2.dnsimple-edge.net
  ['DNSimple', /\.dnsimple(?:-edge)?\.(?:com|net|org|io)$/u],
  // ns1.bdm.microsoftonline.com
  ['Microsoft 365', /\.bdm\.microsoftonline\.com$/u],
];

/** The mailbox in a zone's SOA record stays the provider's where the name servers have the customer's name. */
const mailboxes: Readonly<Record<string, string>> = {
  'azuredns-hostmaster.microsoft.com': 'Azure DNS',
  'awsdns-hostmaster.amazon.com': 'Amazon Route 53',
  'dns.cloudflare.com': 'Cloudflare',
  'cloud-dns-hostmaster.google.com': 'Google Cloud DNS',
};

/**
 * The provider of a zone, or nothing where it is not known: by its name servers, or by the primary server and the mailbox of
 * its SOA record (RFC 1035 section 3.3.13).
 */
export function providerOf(nameServers: readonly string[], primary = '', mailbox = ''): string | undefined {
  const names = [...nameServers, primary].map((name) => name.toLowerCase().replace(/\.$/u, ''));
  const known = providers.find(([, pattern]) => names.some((name) => pattern.test(name)));
  return known?.[0] ?? mailboxes[mailbox.toLowerCase().replace(/\.$/u, '')];
}
