import type { Target } from '../../shared/certificates/finding';
import type { Domain, DomainFinding } from '../../shared/dns/contract';
import type { Request } from '../../shared/ipc/contract';
import { type HostName, parseHostName } from '../certificates/host-names/host-name';
import { azureNameOf } from './azure-names';
import { judgeLookUp } from './judge-look-up';
import { judgeName } from './judge-name';
import { judgeAddressHere, judgeThisComputer } from './judge-this-computer';
import { lookUpName } from './look-up-name';
import type { DnsPorts } from './ports';
import { type PublicSuffix, publicSuffixOf } from './public-suffix';

/** A host name with what can be said of it without asking anybody. */
interface Judged {
  readonly name: HostName;
  readonly suffix: PublicSuffix;
  readonly findings: readonly DomainFinding[];
}

/** Understands a host name and judges it for a target; nobody is asked. @throws {AppError} `host-name.invalid` */
export async function judgeHostName(hostName: string, target: Target): Promise<Judged> {
  const name = parseHostName(hostName);
  const suffix = await publicSuffixOf(name.ascii);
  return { name, suffix, findings: judgeName(name, suffix, target) };
}

/** Understands a host name, judges it for a target and looks it up. @throws {AppError} `host-name.invalid` */
export async function checkHostName(
  { hostName, target }: Request<'dns.check-host-name'>,
  ports: Pick<DnsPorts, 'resolver' | 'system'>,
): Promise<Domain> {
  const { name, suffix, findings } = await judgeHostName(hostName, target);
  // What cannot be used need not be asked about, and an address leads to itself.
  const blocked = findings.some(({ level }) => level === 'blocks');
  const look = target === 'this-computer' ? lookHere : lookOutside;
  const found = blocked ? [] : await look(name, suffix, ports);
  return {
    ascii: name.ascii,
    display: name.display,
    ...(suffix.registered !== undefined && name.kind === 'dns' && { registered: suffix.registered }),
    findings: [...findings, ...found],
  };
}

async function lookHere(
  { kind, ascii }: HostName,
  _: PublicSuffix,
  ports: Pick<DnsPorts, 'resolver' | 'system'>,
): Promise<readonly DomainFinding[]> {
  if (kind === 'ip') return [judgeAddressHere(ascii)];
  // It leads here on every system, whatever the hosts file says.
  if (ascii === 'localhost') return [];
  return [judgeThisComputer(ascii, await ports.resolver.systemAddresses(ascii), ports.system)];
}

async function lookOutside(
  { kind, ascii }: HostName,
  { registered }: PublicSuffix,
  { resolver }: Pick<DnsPorts, 'resolver'>,
): Promise<readonly DomainFinding[]> {
  // A single label means what this network adds to it, which DNS is not asked for here.
  if (kind === 'ip' || !ascii.includes('.')) return [];
  if (!azureNameOf(ascii)) return judgeLookUp(registered, await lookUpName(ascii, registered, resolver));
  // The zone is Azure's, and it makes the record itself; that the name is taken is worth knowing.
  const findings = judgeLookUp(undefined, await lookUpName(ascii, undefined, resolver));
  return findings.filter(({ code }) => code !== 'not-pointing-yet');
}
