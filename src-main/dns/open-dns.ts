import type { Domain, RecordAdvice, RecordCheck } from '../../shared/dns/contract';
import type { Request } from '../../shared/ipc/contract';
import { adviseRecord } from './advise-record';
import { checkHostName } from './check-host-name';
import { checkRecord } from './check-record';
import type { DnsPorts } from './ports';
import { recordsThere } from './records-there';
import { findZone } from './zone-of-name';

/** The use cases of `dns.*`. */
export function openDns(ports: DnsPorts): {
  /** @throws {AppError} `host-name.invalid` */
  readonly checkHostName: (request: Request<'dns.check-host-name'>) => Promise<Domain>;
  /** @throws {AppError} `service.gone`, `service.not-deployed` */
  readonly adviseRecord: (request: Request<'dns.advise-record'>) => Promise<RecordAdvice>;
  /** @throws {AppError} `service.gone`, `service.not-deployed`, `library.not-saved` */
  readonly checkRecord: (request: Request<'dns.check-record'>) => Promise<RecordCheck>;
} {
  return {
    checkHostName: (request) => checkHostName(request, ports),
    adviseRecord: async ({ serviceId }) => {
      const place = await ports.placeOf(serviceId);
      const zone = await findZone(place.hostName, ports.resolver);
      return adviseRecord(place, zone, await recordsThere(place.hostName, zone, ports));
    },
    checkRecord: async ({ serviceId }) => {
      const check = await checkRecord(await ports.placeOf(serviceId), ports);
      const resolver = check.viewers.find(({ who }) => who === 'resolver');
      if (check.verdict === 'everybody' || resolver?.sees === 'right') await ports.seen(serviceId);
      return check;
    },
  };
}
