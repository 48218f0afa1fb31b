import type { Facts, ProblemCode } from '../../shared/problem';

/** A refusal, taken apart. */
interface Refusal {
  readonly status: number;
  /** Azure's code. */
  readonly azure: string;
  readonly message: string;
  /** Of the resource that was asked for. */
  readonly name: string;
}

/**
 * What Azure Container Instances says by its codes: learn.microsoft.com/azure/container-instances/container-instances-troubleshooting
 * and -update. For an update that it takes only as a new group, neither page gives a code, so the sentence counts, too.
 */
export function groupRefusal({ status, azure, message, name }: Refusal): readonly [ProblemCode, Facts] | undefined {
  if (/^Invalid(?:ContainerGroupUpdate|ResourceLocation)$/u.test(azure) || MUST_RECREATE.test(message))
    return ['azure.must-recreate', { name }];
  if (azure === 'ContainerGroupTransitioning') return ['azure.group-busy', { name }];
  if (azure === 'DnsNameLabelNotAvailable')
    return ['azure.dns-label-taken', { label: /label '([\w-]{1,63})'/u.exec(message)?.[1] ?? '' }];
  if (azure === 'InaccessibleImage')
    return ['azure.image-not-available', { image: /image '([\w.:/@-]{1,300})'/u.exec(message)?.[1] ?? '' }];
  if (azure === 'RegistryErrorResponse') return ['azure.operation-failed', { name, azure, reason: 'registry-busy' }];
  if (/Quota/u.test(azure)) return ['azure.quota-reached', quotaFacts(message)];
  const isFull = status === 409 && (azure === 'ServiceUnavailable' || /not available in the location/u.test(message));
  if (isFull || /^(?:SkuNotAvailable|ZonalAllocationFailed|AllocationFailed)$/u.test(azure))
    return ['azure.no-capacity', { region: regionIn(message) }];
  return undefined;
}

const MUST_RECREATE = /updates on container group .{1,200} are invalid|must delete it first/u;

function quotaFacts(message: string): Facts {
  const limit = /limit: '?(\d{1,9})/iu.exec(message)?.[1];
  return {
    quota: /quota '([\w ]{1,60})'/iu.exec(message)?.[1] ?? '',
    region: regionIn(message),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
}

function regionIn(message: string): string {
  return /(?:location|region) '([\w ]{1,60})'/iu.exec(message)?.[1] ?? '';
}
