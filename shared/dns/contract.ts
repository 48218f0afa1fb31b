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

/** What can be said of the record that leads a host name to a service, with the facts that fill its sentence. */
export const recordFindingCodes = [
  /** It is one of Azure's own names, and nobody else can make a record for it. Facts: `azureName`, `same` (it is the service's). */
  'azure-name',
  /** It is an address, which DNS is not asked about. Facts: `address` (the service's), `same`. */
  'ip-address',
  /**
   * It is the top of its zone, where no CNAME can stand (RFC 1034 section 3.6.2, RFC 2181 section 10.1). Facts: `zone`, `azureName`,
   * `address`.
   */
  'cname-not-at-top',
  /** The name has records that no CNAME can stand beside. Facts: `types` (`MX, TXT`), `azureName`, `address`. */
  'other-records-there',
  /** Azure gave an address and no name. Facts: `address`. */
  'no-azure-name',
  /** The name leads to the service as it is. Facts: `value`, `byAddress` (where a CNAME would be steadier). */
  'already-right',
  /** What stands there now and is in the way. Facts: `records` (`A 192.0.2.10, AAAA 2001:db8::10`; at most four), `count`. */
  'replaces',
  /** The name has no record of its own: one for all names (`*`, RFC 4592) answers. Facts: `records` (at most four). */
  'wildcard-answers',
  /** DNS does not have the domain. Facts: `domain`. */
  'not-registered',
  /** No name server was found that answers for the name, so what stands there is not known. */
  'zone-unknown',
] as const;

const recordFindingSchema = z.strictObject({
  code: z.enum(recordFindingCodes),
  level: z.enum(['warns', 'notes']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/** What is said of a record that is to be created: it warns or notes. */
export type RecordFinding = z.infer<typeof recordFindingSchema>;

export const recordAdviceSchema = z.strictObject({
  record: z.strictObject({
    /** `none-needed` where no record can be made, or need be: the other values then say how things are. */
    type: z.enum(['CNAME', 'A', 'none-needed']),
    /** The whole host name, as a person reads it. */
    name: z.string(),
    /** The same in A-labels (RFC 5890). */
    ascii: z.string(),
    /** What most forms want typed, in A-labels: `www`, or `@` at the zone's top. */
    nameInZone: z.string(),
    /** As a person reads it; absent where it is not known. */
    zone: z.string().optional(),
    /** Who hosts the zone: `Azure DNS`; absent where it is not known. */
    provider: z.string().optional(),
    /** Azure's name of the service, or its address. */
    value: z.string(),
    /** Proposed, in seconds. */
    ttl: z.number().int(),
  }),
  findings: z.array(recordFindingSchema),
});
/** The record to create for a service, and what is to be known before. */
export type RecordAdvice = z.infer<typeof recordAdviceSchema>;

export const recordViewerSchema = z.strictObject({
  /**
   * `name-server`: one of the zone's own. `resolver`: whom this computer asks. `programs`: programs on this computer, where another
   * source than DNS (the hosts file) leads them elsewhere.
   */
  who: z.enum(['name-server', 'resolver', 'programs']),
  /** The name server's host name; empty for the others. */
  server: z.string(),
  sees: z.enum(['right', 'other', 'nothing', 'no-answer']),
  /** What it sees: the name that a CNAME leads to, then addresses; at most four. */
  values: z.array(z.string()),
  /**
   * How long its answer is good, in seconds; the resolver counts down. Absent where the answer doesn't say, and for an alias, whose
   * own time is not told.
   */
  ttl: z.number().int().optional(),
});
/** One who was asked for the record, and what it sees. */
export type RecordViewer = z.infer<typeof recordViewerSchema>;

export const recordCheckSchema = z.strictObject({
  /** ISO 8601 in UTC. */
  at: z.string(),
  viewers: z.array(recordViewerSchema),
  /** Who of those that answered is led to the service; `unknown` where nobody answered. */
  verdict: z.enum(['everybody', 'some', 'nobody', 'unknown']),
  /**
   * How long the resolver may still keep what it has, in seconds: at most the time of its answer, or that of an answer that there
   * is nothing (RFC 2308 section 5). Absent where it is right or not known.
   */
  wait: z.number().int().optional(),
});
/** Who sees a service's record. */
export type RecordCheck = z.infer<typeof recordCheckSchema>;

const byService = z.strictObject({ serviceId: z.uuid() });

export const dnsCalls = {
  /**
   * Understands the host name of a service, and looks it up: this computer's resolver for this computer, else DNS.
   * Problem `host-name.invalid`.
   */
  'dns.check-host-name': {
    request: z.strictObject({ hostName: z.string().max(300), target: targetSchema }),
    response: domainSchema,
  },
  /** Which record makes the name of a deployed service lead to it. Problems: `service.gone`, `service.not-deployed`. */
  'dns.advise-record': { request: byService, response: recordAdviceSchema },
  /**
   * Asks the zone's own name servers and this computer's resolver. Where the resolver sees the record, the service's DNS step is
   * complete from then on. Problems: `service.gone`, `service.not-deployed`, `library.not-saved`.
   */
  'dns.check-record': { request: byService, response: recordCheckSchema },
} as const;
