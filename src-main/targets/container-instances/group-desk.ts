import type { DescribedGroup, GroupStanding } from '../../../shared/container-instances/contract';
import type { GroupPlace } from '../../../shared/container-instances/group-place';
import type { Request } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import { describeGroup, standingOf } from './describe-group';
import type { ContainerGroups } from './ports';

/** What the desk needs of the rest of Latchkey. */
export interface GroupDeskPorts {
  readonly groups: Pick<ContainerGroups, 'read' | 'logs'>;
  /** Where the group of a service is. @throws {AppError} `service.gone`, `service.not-deployed` */
  readonly placeOf: (serviceId: string) => Promise<GroupPlace>;
}

/** The use cases of the calls `container-instances.*`: looking at container groups, never changing one. */
export class GroupDesk {
  readonly #ports: GroupDeskPorts;

  constructor(ports: GroupDeskPorts) {
    this.#ports = ports;
  }

  /** A group that is there, to be chosen. @throws {AppError} `azure.not-found` */
  async describeGroup(place: GroupPlace): Promise<DescribedGroup> {
    const group = await this.#ports.groups.read(place);
    if (!group) throw new AppError('azure.not-found', { what: 'container-group', name: place.name });
    return describeGroup(place, group);
  }

  /** How the group of a service is at the moment. */
  async look({ serviceId }: Request<'container-instances.look'>): Promise<GroupStanding> {
    return standingOf(await this.#ports.groups.read(await this.#ports.placeOf(serviceId)));
  }

  /** The last lines of a container of a service's group. */
  async logs(request: Request<'container-instances.logs'>): Promise<{ readonly text: string }> {
    const { serviceId, container, lines } = request;
    return { text: await this.#ports.groups.logs(await this.#ports.placeOf(serviceId), container, lines) };
  }
}
