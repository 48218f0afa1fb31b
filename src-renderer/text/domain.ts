import type { DomainFinding } from '../../shared/dns/contract';
import type { Facts } from '../../shared/problem';
import { fact } from '../../shared/facts';
import type { FindingWords } from '../../shared/certificates/finding-words';

/** Turns what was found about a service's host name into sentences. */
export function domainFindingInWords(finding: DomainFinding): FindingWords {
  return words[finding.code](finding.facts, finding.level);
}

type Words = (facts: Facts, level: DomainFinding['level']) => FindingWords;

const ownName = 'Type a name below a domain that you own, such as score.contoso.com.';

const words = {
  wildcard: () => ({
    what: 'A name with * stands for many names.',
    why: 'Certificates can be for all of them, but a service is called by one.',
    fix: 'Type one of the names, such as score.contoso.com.',
  }),
  'ip-address': ipAddress,
  'public-suffix': (facts, level) => ({
    what: `${fact(facts, 'suffix', 'This')} is an ending that names are given out below.`,
    why: 'Nobody can get a certificate for the ending as a whole unless it is theirs.',
    fix:
      level === 'notes'
        ? 'For others, type a name below it. On this computer it works as it is.'
        : `Type a whole name, such as score.contoso.${fact(facts, 'suffix', 'com')}.`,
  }),
  'single-label': (facts, level) => ({
    what: `${fact(facts, 'hostName', 'This name')} has one part only.`,
    why:
      level === 'notes'
        ? 'On this computer that works. Others do not find the service by such a name.'
        : 'Only computers of the same network may find the service by it, and no public authority issues a certificate for it.',
    fix: `For others, type the whole name, such as score.contoso.com.`,
  }),
  'not-public': notPublic,
  localhost: (facts, level) => ({
    what: `${fact(facts, 'hostName', 'localhost')} is always the computer that asks for it.`,
    why:
      level === 'notes'
        ? 'So programs on this computer find the service, and others do not. That is what a try-out is for.'
        : 'Everybody who calls the service by this name would call their own computer.',
    fix: level === 'notes' ? 'Choose a name of your own when others are to call it.' : ownName,
  }),
  international: (facts) => ({
    what: `${fact(facts, 'display', 'This name')} can be mistaken for a name in other letters.`,
    why: `It mixes scripts, or its letters look like Latin ones. Browsers may show it as certificates and DNS write it: ${fact(facts, 'ascii', 'beginning with xn--')}.`,
    fix: 'Compare that spelling with the name that you registered.',
  }),
  'azure-name': azureName,
  'leads-here': (facts) => ({
    what: `${fact(facts, 'hostName', 'This name')} leads to this computer.`,
    why: 'The hosts file or DNS says so, and programs on this computer find the service by it.',
  }),
  'hosts-line-needed': hostsLine,
  'not-registered': (facts) => ({
    what: `${fact(facts, 'domain', 'This domain')} is not in DNS.`,
    why: 'Nobody may have registered it yet, or its registration has ended. Authorities issue no certificate for it as it is.',
    fix: 'Look for a slip in the name. If it is right, register it with a domain registrar, or ask whoever looks after your company’s domains.',
  }),
  'hosted-by': hostedBy,
  'points-elsewhere': (facts) => ({
    what: `This name leads to ${whereTo(facts)} already.`,
    why: 'In the last step it will lead to your service, and whatever is there now is not reached by it any more.',
    fix: 'If something else uses the name, choose another one. If it is this service, all is well.',
  }),
  'not-pointing-yet': () => ({
    what: 'This name leads nowhere yet.',
    why: 'Its DNS record is created in the last step, when the address of the service is known.',
  }),
  'not-looked-up': () => ({
    what: 'Whether this name is in use could not be looked up.',
    why: 'No DNS server answered in time: this computer may be offline, or its network may not let Latchkey ask.',
    fix: 'Go on if you know the name is right, or connect to the internet and check again.',
  }),
} satisfies Record<DomainFinding['code'], Words>;

function ipAddress(facts: Facts, level: DomainFinding['level']): FindingWords {
  const what = `${fact(facts, 'address', 'This')} is an address, not a name.`;
  if (level === 'notes') {
    return { what, why: 'It is this computer’s own. A certificate made for development can be for it.' };
  }
  return facts['here'] === false
    ? {
        what,
        why: 'The gateway on this computer listens at 127.0.0.1 alone, so no call to this address reaches it.',
        fix: 'Type localhost, or 127.0.0.1.',
      }
    : {
        what,
        why: 'Authorities hardly ever issue certificates for addresses, and an address on Azure can change.',
        fix: ownName,
      };
}

function notPublic(facts: Facts, level: DomainFinding['level']): FindingWords {
  const suffix = fact(facts, 'suffix', 'such an ending');
  if (fact(facts, 'use', '') === 'nowhere') {
    return {
      what: `Nobody can have a name that ends in ${suffix}.`,
      why: 'It is set apart for examples and special uses, and clients are told not to look for it.',
      fix: level === 'notes' ? `On this computer it works. For others, choose a name of your own.` : ownName,
    };
  }
  return {
    what: `The internet has no names that end in ${suffix}.`,
    why:
      level === 'notes'
        ? 'On this computer that works. A public authority issues no certificate for it; a development certificate can be made.'
        : 'Only the DNS of your own network can answer for it, and only a company’s own authority can issue its certificate.',
    fix:
      level === 'notes'
        ? 'For others, choose a name below a domain that you own.'
        : 'Go on if all who call the service are in that network. Otherwise choose a name below a domain that you own.',
  };
}

function azureName(facts: Facts): FindingWords {
  const suffix = fact(facts, 'suffix', 'this ending');
  if (facts['fits'] === false) {
    return {
      what: `Azure gives names that end in ${suffix} to another kind of service.`,
      why: 'What you deploy here gets a name of its own, and this one does not lead to it.',
      fix: ownName,
    };
  }
  return {
    what: `Azure itself gives out names that end in ${suffix}.`,
    why: 'No DNS record is needed, but Azure decides on the whole name when it deploys, and may put a part of its own into it.',
    fix: 'A name of your own that leads to Azure’s by a CNAME record is steadier, and the certificate can be had before.',
  };
}

function hostedBy(facts: Facts): FindingWords {
  const domain = fact(facts, 'domain', 'this name');
  const servers = fact(facts, 'nameServers', 'not named');
  const provider = fact(facts, 'provider', '');
  return {
    what: provider === '' ? `The DNS of ${domain} is at ${servers}.` : `The DNS of ${domain} is hosted by ${provider}.`,
    why:
      provider === ''
        ? 'Who runs these name servers is not known to Latchkey. In the last step a record is created there.'
        : `Its name servers are ${servers}. In the last step a record is created there.`,
    fix: 'Make sure that you, or somebody you can ask, may change records there.',
  };
}

function whereTo(facts: Facts): string {
  const addresses = fact(facts, 'addresses', '');
  const alias = fact(facts, 'alias', '');
  if (alias === '') return addresses === '' ? 'an address' : addresses;
  return addresses === '' ? `${alias}, which has no address,` : `${alias} (${addresses})`;
}

function hostsLine(facts: Facts, level: DomainFinding['level']): FindingWords {
  const line = fact(facts, 'line', 'with 127.0.0.1, a space and the host name');
  const name = fact(facts, 'hostName', 'This name');
  const steps = hostsFileSteps[fact(facts, 'system', '')] ?? Object.values(hostsFileSteps).join(' ');
  return level === 'notes'
    ? {
        what: `Browsers find ${name} on this computer, but not every program does.`,
        why: 'Names below localhost are this computer’s by an agreement that older programs do not keep.',
        fix: `Should a program not find it, add this line to the hosts file: ${line} – ${steps}`,
      }
    : {
        what: `${name} does not lead to this computer yet.`,
        why: 'A line in this computer’s hosts file makes it lead here, for programs on this computer only. The service runs without it, too; it is not found by this name.',
        fix: `Add this line to the hosts file: ${line} – ${steps}`,
      };
}

/** How somebody without a terminal changes the hosts file, by `process.platform`. */
const hostsFileSteps: Readonly<Record<string, string>> = {
  win32:
    'On Windows: in the Start menu type Notepad, right-click it and choose “Run as administrator”. In Notepad choose File, Open, and enter C:\\Windows\\System32\\drivers\\etc\\hosts as the name. Put the line at the end and save.',
  darwin:
    'On a Mac: in Finder choose Go, “Go to Folder…”, and enter /etc/hosts. Copy the file that is shown to the desktop, open the copy with TextEdit, put the line at the end and save. Drag the copy back into the folder, choose Authenticate, then Replace.',
  linux:
    'On Linux: in the file manager press Ctrl+L, enter admin:///etc/ and give your password. Open the file hosts with the text editor, put the line at the end and save. Where the file manager does not know admin:///, ask whoever looks after this computer to change /etc/hosts.',
};
