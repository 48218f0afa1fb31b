import type {
  AzurePlace,
  ContainerSize,
  EnvironmentVariable,
  Pull,
} from '../../../shared/container-instances/contract';
import { usualGatewayImage } from '../../../shared/container-instances/usual-gateway-image';
import type { ServiceChoices } from '../../../shared/services/contract';

/** A place on Azure, as far as it is chosen. */
export type PlaceDraft = { readonly [Part in keyof AzurePlace]?: AzurePlace[Part] | undefined };

/** A size as it stands in the fields; without a kind of GPU there is none. */
export interface SizeDraft {
  readonly cpu: string;
  readonly memoryGb: string;
  readonly gpus: string;
  readonly gpuSku: string;
}

/** A variable as it stands in its row. A secure one's value stands there until it is saved. */
export interface VariableDraft {
  readonly name: string;
  readonly value: string;
  readonly secure: boolean;
}

/** A container group that is there. */
export interface GroupDraft {
  readonly resourceGroup: string;
  readonly name: string;
  readonly region: string;
  readonly regionName: string;
  /** Azure has a name for it, so that it needs no DNS label. */
  readonly isNamed: boolean;
}

/** What a service on Azure Container Instances is to be, as it stands in the fields. */
export interface ContainerGroupDraft {
  readonly origin: 'new' | 'existing';
  readonly place: PlaceDraft;
  readonly name: string;
  readonly dnsLabel: string;
  readonly imageFrom: 'registry' | 'name';
  readonly image: string;
  /** Of the subscription, where the image was picked from it. */
  readonly registry:
    | { readonly subscription: string; readonly resourceGroup: string; readonly registry: string }
    | undefined;
  readonly pull: Pull['kind'];
  readonly userName: string;
  readonly identity: string;
  readonly port: string;
  readonly path: string;
  readonly example: string;
  readonly size: SizeDraft;
  /** One argument a line. */
  readonly command: string;
  readonly environment: readonly VariableDraft[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly probePath: string;
  readonly gatewayImage: string;
  /** The one that runs already. */
  readonly group: GroupDraft | undefined;
  /** Which of its containers is the model, and what that runs. */
  readonly container: string;
  readonly containerImage: string;
  /** Another size for that; empty: it stays. */
  readonly resize: SizeDraft;
  /** Secrets as they were typed, by id, until they are saved. */
  readonly given: Readonly<Record<string, string>>;
  /** Names of the files that were picked, by id. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly apiKeys: ApiKeysDraft;
}

/** What becomes of the API keys that callers of a group have from another computer. */
export interface ApiKeysDraft {
  readonly from: 'new' | 'known';
  readonly primary: string;
  readonly secondary: string;
}

/** Nothing was typed, or all of it is saved. */
export const noApiKeys: ApiKeysDraft = { from: 'new', primary: '', secondary: '' };

const noSize: SizeDraft = { cpu: '', memoryGb: '', gpus: '1', gpuSku: '' };

const blank: ContainerGroupDraft = {
  origin: 'new',
  place: {},
  name: '',
  dnsLabel: '',
  imageFrom: 'registry',
  image: '',
  registry: undefined,
  pull: 'anonymous',
  userName: '',
  identity: '',
  port: '5001',
  path: '/score',
  example: '',
  size: { ...noSize, cpu: '1', memoryGb: '1.5' },
  command: '',
  environment: [],
  restartPolicy: 'Always',
  probePath: '',
  gatewayImage: usualGatewayImage,
  group: undefined,
  container: '',
  containerImage: '',
  resize: noSize,
  given: {},
  files: {},
  apiKeys: noApiKeys,
};

/** What stands in the fields of a service that is opened. */
export function containerGroupDraftOf(chosen: ServiceChoices): ContainerGroupDraft {
  const { containerGroup, model, example } = chosen;
  const { image = '', port = blank.port, path = blank.path } = model.kind === 'container' ? model : {};
  if (containerGroup === undefined) return { ...blank, port: String(port), path };
  const { place, gatewayImage } = containerGroup;
  const every = { ...blank, place, gatewayImage, example, port: String(port), path };
  if (containerGroup.origin === 'existing') {
    const { name, dnsLabel, container, size } = containerGroup;
    const { resourceGroup, region, regionName } = place;
    return {
      ...every,
      origin: 'existing',
      group: { resourceGroup, name, region, regionName, isNamed: dnsLabel === undefined },
      dnsLabel: dnsLabel ?? '',
      container,
      containerImage: image,
      resize: size === undefined ? noSize : sizeDraftOf(size),
    };
  }
  const { name, dnsLabel, size, pull, command, environment, restartPolicy, probePath = '' } = containerGroup;
  return {
    ...every,
    name,
    dnsLabel,
    restartPolicy,
    probePath,
    image,
    ...pullDraftOf(pull),
    size: sizeDraftOf(size),
    command: command.join('\n'),
    environment: environment.map(variableDraftOf),
  };
}

function sizeDraftOf({ cpu, memoryGb, gpu }: ContainerSize): SizeDraft {
  return { cpu: String(cpu), memoryGb: String(memoryGb), gpus: String(gpu?.count ?? 1), gpuSku: gpu?.sku ?? '' };
}

function variableDraftOf({ name, value }: EnvironmentVariable): VariableDraft {
  return { name, value: value ?? '', secure: value === undefined };
}

function pullDraftOf(
  pull: Pull,
): Pick<ContainerGroupDraft, 'pull' | 'imageFrom' | 'registry' | 'userName' | 'identity'> {
  return {
    pull: pull.kind,
    imageFrom: pull.kind === 'admin-user' ? 'registry' : 'name',
    registry:
      pull.kind === 'admin-user'
        ? { subscription: pull.subscription, resourceGroup: pull.resourceGroup, registry: pull.registry }
        : undefined,
    userName: pull.kind === 'password' ? pull.userName : '',
    identity: pull.kind === 'identity' ? pull.identity : '',
  };
}
