import type { Target } from '../../shared/certificates/finding';
import type { DomainFinding } from '../../shared/dns/contract';
import type { HostName } from '../certificates/host-names/host-name';
import { azureNameOf } from './azure-names';
import type { PublicSuffix } from './public-suffix';
import { isLocalhost, specialNameOf } from './special-names';
import { isEasilyMistaken } from './spelling';

/**
 * What a name is, before anybody is asked about it. On this computer every name will do, and is explained; a service that others
 * reach needs one that they can look up. Names of a company's own network are a warning, because its clients may be all there are.
 */
export function judgeName(name: HostName, suffix: PublicSuffix, target: Target): readonly DomainFinding[] {
  if (name.wildcard) return [{ code: 'wildcard', level: 'blocks', facts: {} }];
  const here = target === 'this-computer';
  // On this computer it depends on whose address it is.
  if (name.kind === 'ip') return here ? [] : [{ code: 'ip-address', level: 'warns', facts: { address: name.ascii } }];
  const what = isLocalhost(name.ascii)
    ? localhost(name.display, here)
    : ((here ? undefined : azureName(name.ascii, target)) ?? ending(name, suffix, here));
  return [...(what ? [what] : []), ...spelling(name)];
}

function localhost(hostName: string, here: boolean): DomainFinding {
  return { code: 'localhost', level: here ? 'notes' : 'blocks', facts: { hostName } };
}

/** Only Azure makes these, and only for what it runs: a record for one can't be written, and need not be. */
function azureName(ascii: string, target: Target): DomainFinding | undefined {
  const azure = azureNameOf(ascii);
  if (!azure) return undefined;
  if (!azure.whole && azure.target !== undefined) {
    return { code: 'public-suffix', level: 'blocks', facts: { suffix: ascii } };
  }
  const fits = azure.target === target;
  return { code: 'azure-name', level: fits ? 'notes' : 'warns', facts: { suffix: azure.suffix, fits } };
}

function ending(
  { ascii, display }: HostName,
  { suffix, kind }: PublicSuffix,
  here: boolean,
): DomainFinding | undefined {
  const special = specialNameOf(ascii);
  const otherwise = here ? 'notes' : 'warns';
  if (special) {
    const level = special.use === 'nowhere' && !here ? 'blocks' : otherwise;
    return { code: 'not-public', level, facts: { suffix: special.suffix, use: special.use } };
  }
  // A private suffix may be the user's own company's: it knows better.
  if (ascii === suffix && kind !== 'unlisted') {
    return { code: 'public-suffix', level: kind === 'registry' && !here ? 'blocks' : otherwise, facts: { suffix } };
  }
  if (!ascii.includes('.')) return { code: 'single-label', level: otherwise, facts: { hostName: display } };
  return kind === 'unlisted' ? { code: 'not-public', level: otherwise, facts: { suffix, use: 'inside' } } : undefined;
}

function spelling({ ascii, display }: HostName): readonly DomainFinding[] {
  return isEasilyMistaken(display) ? [{ code: 'international', level: 'notes', facts: { ascii, display } }] : [];
}
