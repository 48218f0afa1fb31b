/** What the public suffix list (publicsuffix.org) says of a name in A-labels. */
export interface PublicSuffix {
  /** The suffix that names are registered below, such as `co.uk`; the last label where the list has none. */
  readonly suffix: string;
  /** `registry`: of the list's ICANN section. `private`: somebody gives out names below it (`github.io`). */
  readonly kind: 'registry' | 'private' | 'unlisted';
  /**
   * The part that somebody registered with a registry, such as `contoso.co.uk`: by the ICANN section alone, because that is
   * where the name servers of a domain are written down, whoever gives out names below it.
   */
  readonly registered?: string;
}

/** Asks the list that came with this Latchkey, which is loaded when the first name is asked about. */
export async function publicSuffixOf(ascii: string): Promise<PublicSuffix> {
  const { parse } = await import('tldts');
  // The name was understood before: it is no address, no URL, and its labels are what they should be.
  const understood = { extractHostname: false, validateHostname: false, detectIp: false } as const;
  const whole = parse(ascii, { ...understood, allowPrivateDomains: true });
  const registry = parse(ascii, understood);
  const registered = registry.isIcann === true ? registry.domain : null;
  return {
    suffix: whole.publicSuffix ?? ascii,
    kind: whole.isIcann === true ? 'registry' : whole.isPrivate === true ? 'private' : 'unlisted',
    ...(registered !== null && { registered }),
  };
}
