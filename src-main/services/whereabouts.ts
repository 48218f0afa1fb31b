import { type GroupPlace, groupPlaceOf } from '../../shared/container-instances/group-place';
import { AppError } from '../app-error';
import type { ServiceFacts } from './service-facts';
import type { ServiceRecords } from './service-records';

/** Where services on Azure are, for those who look there. */
export class Whereabouts {
  constructor(private readonly records: Pick<ServiceRecords, 'get' | 'edit'>) {}

  /** What callers call it, and where that is to lead. @throws {AppError} `service.gone`, `service.not-deployed` */
  async place(serviceId: string): Promise<{ readonly hostName: string } & NonNullable<ServiceFacts['reached']>> {
    const { hostName, reached } = (await this.records.get(serviceId)).facts;
    if (hostName === undefined || !reached) throw new AppError('service.not-deployed');
    return { hostName, ...reached };
  }

  /** Its name was seen to lead to it. @throws {AppError} `service.gone`, `library.not-saved` */
  seen(serviceId: string): Promise<void> {
    return this.records.edit(serviceId, () => ({ dnsSeen: new Date().toISOString() }));
  }

  /**
   * Its container group, also one that a deployment did not finish: what its containers wrote says why.
   * @throws {AppError} `service.gone`, `service.not-deployed` where none was chosen yet
   */
  async group(serviceId: string): Promise<GroupPlace> {
    const { containerGroup } = (await this.records.get(serviceId)).facts;
    if (!containerGroup) throw new AppError('service.not-deployed');
    return groupPlaceOf(containerGroup);
  }
}
