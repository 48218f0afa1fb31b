import { lookUpName, type Zone } from './look-up-name';
import { isAddress } from './place';
import { publicSuffixOf } from './public-suffix';
import type { Resolver } from './resolver';

/** Whose a name is in DNS. */
export interface ZoneOfName {
  /** Absent where no name server was found. */
  readonly zone?: Zone;
  /** What somebody registered, where the name is below a public suffix. */
  readonly registered?: string;
  /** Whether DNS says that nobody registered it. */
  readonly isMissing: boolean;
}

/**
 * Finds the zone that a record of this name is written in. Below endings that are on no public list, as in a company's own network,
 * the last two labels are taken for the domain.
 */
export async function findZone(ascii: string, resolver: Resolver): Promise<ZoneOfName> {
  if (isAddress(ascii) || !ascii.includes('.')) return { isMissing: false };
  const { registered } = await publicSuffixOf(ascii);
  const { domain, zone } = await lookUpName(ascii, registered ?? ascii.split('.').slice(-2).join('.'), resolver);
  return {
    ...(zone && { zone }),
    ...(registered !== undefined && { registered }),
    isMissing: registered !== undefined && domain === 'not-there',
  };
}
