import type { Place } from './place';
import type { Resolver } from './resolver';

/** What the use cases need of the world around them. */
export interface DnsPorts {
  /** DNS as this computer asks it. */
  readonly resolver: Resolver;
  /** The servers at these addresses, asked past every cache; the next is tried where one does not answer. */
  readonly serverAt: (addresses: readonly string[]) => Resolver;
  /** `process.platform`: the hosts file is edited in another way on each system. */
  readonly system: string;
  /** Where a service is. @throws {AppError} `service.gone`, `service.not-deployed` */
  readonly placeOf: (serviceId: string) => Promise<Place>;
  /** Told that a service's name leads to it. @throws {AppError} `service.gone`, `library.not-saved` */
  readonly seen: (serviceId: string) => Promise<void>;
  readonly now: () => Date;
}
