import { z } from 'zod';
import { targetSchema } from '../certificates/finding';

/** What can be said of a host name as such, with the facts that fill its sentence. */
const nameFindingCodes = [
  /** A wildcard stands for many names; a service needs one of them. */
  'wildcard',
  /**
   * An IP address: public authorities hardly ever issue certificates for one, and it may change. Facts: `address`, `here` (it is
   * this computer's, where that is the target).
   */
  'ip-address',
  /** It is a public suffix itself (RFC 8499): names are registered below it. Facts: `suffix`. */
  'public-suffix',
  /** One label only, such as `model`: nobody outside this network finds it. Facts: `hostName`. */
  'single-label',
  /**
   * Not below any suffix of the public list, or set apart (RFC 6761). Facts: `suffix`, `use`: `inside` for names of a network's
   * own, `nowhere` for those that nobody can have.
   */
  'not-public',
  /** `localhost`, or a name below it: always the computer that asks. Facts: `hostName`. */
  'localhost',
  /** Spelled with letters of several scripts, or otherwise easily mistaken for another. Facts: `ascii`, `display`. */
  'international',
  /** One that Azure gives out itself, such as `model.westeurope.azurecontainer.io`. Facts: `suffix`, `fits` (to this target). */
  'azure-name',
] as const;

/** What can be said of where a host name leads, with the facts that fill its sentence. */
export const whereItLeadsCodes = [
  // What this computer's own resolver says (this computer as the target).
  /** It leads to this computer already, by the hosts file or DNS. Facts: `hostName`. */
  'leads-here',
  /**
   * It leads elsewhere or nowhere on this computer: a line for the hosts file makes it lead here. Facts: `line`, `hostName`,
   * `system` (as `process.platform`).
   */
  'hosts-line-needed',

  // What DNS says (a name for others).
  /** DNS does not have the domain: nobody has registered it, as far as can be seen. Facts: `domain`. */
  'not-registered',
  /**
   * Who hosts the zone that the record is written in. Facts: `domain` (that zone), `provider` (such as `Azure DNS`; empty where it
   * is not known), `nameServers` (at most four, separated by comma and space).
   */
  'hosted-by',
  /** It points somewhere already: that changes in the last step. Facts: `addresses` (at most four), `alias` (of its CNAME). */
  'points-elsewhere',
  /** It exists in DNS not yet: that comes in the last step. */
  'not-pointing-yet',
  /** No name server answered: this computer may be offline. */
  'not-looked-up',
] as const;

/** Everything that can be said of a service's host name. */
export const domainFindingCodes = [...nameFindingCodes, ...whereItLeadsCodes] as const;
export type DomainFindingCode = (typeof domainFindingCodes)[number];

export const domainFindingSchema = z.strictObject({
  code: z.enum(domainFindingCodes),
  level: z.enum(['blocks', 'warns', 'notes']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/** What is said of a host name: it blocks, warns or notes. */
export type DomainFinding = z.infer<typeof domainFindingSchema>;

export const domainSchema = z.strictObject({
  /** Lower-case A-labels (RFC 5890), or an IP address: as certificates and DNS have it. */
  ascii: z.string(),
  /** As a person reads it. */
  display: z.string(),
  /** The part that somebody registered (`contoso.co.uk`), by the public suffix list's ICANN section; absent where there is none. */
  registered: z.string().optional(),
  findings: z.array(domainFindingSchema),
});
/** A host name, understood. */
export type Domain = z.infer<typeof domainSchema>;

export const dnsCalls = {
  /**
   * Understands the host name of a service, and looks it up: this computer's resolver for this computer, else DNS.
   * Problem `host-name.invalid`.
   */
  'dns.check-host-name': {
    request: z.strictObject({ hostName: z.string().max(300), target: targetSchema }),
    response: domainSchema,
  },
} as const;
