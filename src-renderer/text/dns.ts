import type { RecordAdvice, RecordCheck, RecordFinding, RecordViewer } from '../../shared/dns/contract';
import type { Facts } from '../../shared/problem';
import { fact } from '../../shared/facts';
import type { FindingWords } from '../../shared/certificates/finding-words';
import { duration, listed, quantity } from './quantities';

/** The words around the DNS record of a service. */
export const recordWords = {
  title: 'DNS record',
  fetching: 'Looking at what stands in DNS',
  type: 'Type',
  name: 'Name',
  value: 'Value',
  ttl: 'TTL',
  copyName: 'the name',
  copyWholeName: 'the whole name',
  copyValue: 'the value',
  copyTtl: 'the TTL',
  whole: 'or, where the form wants the whole name:',
  seconds: (ttl: number) => `seconds, which is ${span(ttl)}. What the form proposes will do, too.`,
  findings: 'What is to be known before',
  check: 'Check now',
  checking: 'Asking who sees the record',
  whoSees: 'Who sees what',
} as const;

/** What is to be done, in a sentence. */
export function adviceInWords({ record: { type, name, zone, provider } }: RecordAdvice): string {
  if (type === 'none-needed') return `There is no record to create for ${name}.`;
  const where = zone === undefined ? 'where the domain is managed' : `in the zone ${zone}`;
  return `Create this record ${where}${provider === undefined ? '' : `, at ${provider}`}. It makes ${name} lead to the service.`;
}

/** Turns what is said of a record into sentences. */
export function recordFindingInWords(finding: RecordFinding): FindingWords {
  return findings[finding.code](finding.facts);
}

const findings = {
  'azure-name': (facts) =>
    facts['same'] === false
      ? {
          what: `Azure named the service ${fact(facts, 'azureName', 'otherwise')}.`,
          why: 'Nobody but Azure makes records below its own names, so the host name that was chosen never leads to the service.',
          fix: 'Go back to the first step and choose a name of your own, or the one that Azure gave.',
        }
      : {
          what: 'Azure makes the record of this name itself.',
          why: 'It is the name that Azure gave the service, and it leads there already.',
        },
  'ip-address': (facts) =>
    facts['same'] === false
      ? {
          what: `The service is at ${fact(facts, 'address', 'another address')}, and is called by another address.`,
          why: 'DNS has no records for addresses, so nothing leads from one to the other.',
          fix: 'Go back to the first step and choose a name below a domain that you own.',
        }
      : {
          what: 'The service is called by its address, which needs no record.',
          why: 'Azure can give it another address when it starts anew, and then callers do not find it.',
          fix: 'A name of your own, with a CNAME record, is steadier.',
        },
  'cname-not-at-top': (facts) => ({
    what: `${fact(facts, 'zone', 'This name')} is the top of its zone, where no CNAME can stand.`,
    why: `An A record leads to ${fact(facts, 'address', 'the address')} alone, and that can change when the service is deployed again. Then the record has to be changed, too.`,
    fix: `Where the provider has a record named ALIAS, ANAME or CNAME flattening, use that with ${fact(facts, 'azureName', 'Azure’s name')}. A name such as score.${fact(facts, 'zone', 'contoso.com')} takes a CNAME.`,
  }),
  'other-records-there': (facts) => ({
    what: `No CNAME can stand here: the name has other records (${fact(facts, 'types', 'of other types')}).`,
    why: `An A record can stand beside them, but it leads to ${fact(facts, 'address', 'the address')} alone, and that can change when the service is deployed again.`,
    fix: `Leave them as they are if they are in use, and choose another name for the service to have a CNAME. If nobody needs them, delete them and create a CNAME to ${fact(facts, 'azureName', 'Azure’s name')}.`,
  }),
  'no-azure-name': (facts) => ({
    what: 'Azure gave the service an address and no name.',
    why: `A record can lead to ${fact(facts, 'address', 'the address')} alone, and that can change when the service is deployed again.`,
    fix: 'Give the service a DNS label when it is deployed the next time. Then a CNAME follows it.',
  }),
  'already-right': (facts) =>
    facts['byAddress'] === true
      ? {
          what: `The name leads to ${fact(facts, 'value', 'the service’s address')} already, which is the service’s address.`,
          why: 'It works as long as the address stays. A CNAME in its place follows the service when it changes.',
          fix: 'Replace the A record by the CNAME when it suits you.',
        }
      : {
          what: `The name leads to ${fact(facts, 'value', 'the service')} already.`,
          why: 'The record is there, and nothing has to be created.',
        },
  replaces: (facts) => ({
    what: `The name leads elsewhere now: ${fact(facts, 'records', 'it has a record')}.`,
    why: 'A name leads to one place. What is there now is not reached by this name any more once it leads to the service.',
    fix:
      facts['count'] === 1
        ? 'Change this record into the one above. If something still needs it, choose another name for the service.'
        : 'Delete these records and create the one above. If something still needs them, choose another name for the service.',
  }),
  'wildcard-answers': (facts) => ({
    what: `A record for all names (*) leads this one elsewhere: ${fact(facts, 'records', 'to another place')}.`,
    why: 'A record of its own comes before it, and the other names stay as they are.',
    fix: 'Create the record above. If there is one of this name already, change that.',
  }),
  'not-registered': (facts) => ({
    what: `${fact(facts, 'domain', 'This domain')} is not in DNS.`,
    why: 'Nobody may have registered it yet, or its registration has ended. Until it is there, no record of it is found.',
    fix: 'Look for a slip in the name. If it is right, register it with a domain registrar, or ask whoever looks after your company’s domains.',
  }),
  'zone-unknown': () => ({
    what: 'What stands at this name now is not known.',
    why: 'No name server answered for it: this computer may be offline, its network may not let Latchkey ask, or the name is one of a company’s own network.',
    fix: 'Look where the domain is managed whether the name has records already. They are in the way of a CNAME.',
  }),
} satisfies Record<RecordFinding['code'], (facts: Facts) => FindingWords>;

/** Who was asked. */
export function viewerInWords({ who, server }: RecordViewer): string {
  return { 'name-server': server, resolver: 'Your computer’s resolver', programs: 'Programs on this computer' }[who];
}

/** What one who was asked sees, in a sentence that follows its name. */
export function sightInWords({ who, sees, values }: RecordViewer): string {
  const what = listed(values);
  if (who === 'programs') {
    return `are led to ${what}, past DNS. Most often a line in the hosts file does that: remove it.`;
  }
  return {
    right: `sees the service: ${what}.`,
    other: `sees something else: ${what}.`,
    nothing: 'has no record of this name.',
    'no-answer': 'did not answer.',
  }[sees];
}

/** What is seen as one or two words, beside the icon. */
export const sightWords: Readonly<Record<RecordViewer['sees'], string>> = {
  right: 'Right',
  other: 'Not yet',
  nothing: 'Not yet',
  'no-answer': 'No answer',
};

/** What the check comes to, and how long it may take. */
export function verdictInWords({ verdict, viewers, wait }: RecordCheck): string {
  if (verdict === 'unknown') {
    return 'Nobody answered. This computer may be offline, or its network does not let Latchkey ask. Connect it and check again.';
  }
  if (viewers.length === 0) {
    return verdict === 'everybody' ? 'The service is at this address.' : 'The service is at another address.';
  }
  const zone = standing(viewers.filter(({ who }) => who === 'name-server'));
  const own = standing(viewers.filter(({ who }) => who === 'resolver'));
  if (viewers.some(({ who }) => who === 'programs')) {
    return 'DNS leads to the service, but programs on this computer are led elsewhere.';
  }
  if (verdict === 'everybody') return everybody(zone, own);
  return verdict === 'nobody' ? nobody(zone, wait) : some(zone, own, wait);
}

/** How those stand who answered. */
type Standing = 'right' | 'mixed' | 'wrong' | 'silent';

function standing(viewers: readonly RecordViewer[]): Standing {
  const answered = viewers.filter(({ sees }) => sees !== 'no-answer');
  const right = answered.filter(({ sees }) => sees === 'right').length;
  if (answered.length === 0) return 'silent';
  return right === answered.length ? 'right' : right > 0 ? 'mixed' : 'wrong';
}

function everybody(zone: Standing, own: Standing): string {
  if (zone === 'silent' && own === 'right') return 'Your computer’s resolver leads to the service.';
  if (own === 'silent' && zone === 'right') {
    return 'The zone’s name servers have it. Your computer’s resolver did not answer.';
  }
  return 'The name leads to the service, for everybody who was asked. Others may keep an older answer a while longer.';
}

function nobody(zone: Standing, wait: number | undefined): string {
  if (zone === 'wrong') {
    return 'The zone’s name servers do not have the record. Create it where the domain is managed, wait a minute, and check again.';
  }
  const longest = wait === undefined ? '' : ` If the record was created already, that takes up to ${span(wait)}.`;
  return `The name does not lead to the service yet.${longest} Only your computer’s resolver answered.`;
}

function some(zone: Standing, own: Standing, wait: number | undefined): string {
  const zoneSays = {
    right: 'The zone’s name servers have it.',
    mixed: 'Some of the zone’s name servers have it, and the others usually follow within minutes.',
    wrong: 'The zone’s name servers do not have it, so others may not find the service.',
    silent: 'The zone’s name servers did not answer.',
  }[zone];
  const resolver = {
    right:
      zone === 'right'
        ? 'Programs on this computer are led elsewhere all the same.'
        : 'Your computer’s resolver has it.',
    mixed: '',
    wrong: `Your computer’s resolver still has the old answer, ${wait === undefined ? 'which it may keep for some hours.' : `for up to ${span(wait)}.`}`,
    silent: 'Your computer’s resolver did not answer.',
  }[own];
  return `${zoneSays} ${resolver}`.trim();
}

/** A time of waiting: nobody waits for 0 seconds, or counts the minutes of a day. */
function span(seconds: number): string {
  return seconds < 7200 ? duration(Math.max(1, seconds) * 1000) : quantity(Math.ceil(seconds / 3600), 'hour');
}
