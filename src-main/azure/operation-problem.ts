import { AppError } from '../app-error';
import { type Asker, azureProblem } from './errors';

interface Event {
  readonly name?: string | undefined;
  readonly message?: string | undefined;
}
interface State {
  readonly state?: string | undefined;
  readonly detailStatus?: string | undefined;
  readonly exitCode?: number | undefined;
}

/** What a container group says of itself: the parts of the SDK's ContainerGroup in which a failure shows. */
export interface GroupView {
  readonly instanceView?: { readonly events?: readonly Event[] } | undefined;
  readonly containers: readonly {
    readonly name: string;
    readonly instanceView?:
      | { readonly events?: readonly Event[]; readonly currentState?: State; readonly previousState?: State }
      | undefined;
  }[];
}

/** By Azure's code or an event's name, and what either says; the first that fits. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/RegistryErrorResponse|toomanyrequests|rate limit/iu, 'registry-busy'],
  [/(?:Image|Pull).*(?:not found|manifest unknown|does not exist|name unknown)/isu, 'image-not-found'],
  [/InaccessibleImage|(?:Image|Pull).*(?:unauthorized|denied|authentication|forbidden)/isu, 'image-not-allowed'],
  [/ServiceUnavailable|not available in the location|AllocationFailed|InsufficientCapacity/iu, 'no-capacity'],
  [/Quota/iu, 'quota'],
  [/CrashLoopBackOff|BackOff.*restarting|Terminated/isu, 'container-ends'],
  [/Timeout|timed out|deadline/iu, 'timeout'],
];

/**
 * Why an operation that Azure had begun did not end well. The SDKs throw a plain Error then, with Azure's code in its sentence at
 * best: so the resource is looked at, whose events say why.
 */
export async function operationProblem(
  cause: unknown,
  { name, look, asker }: { name: string; look: () => Promise<GroupView>; asker: Asker },
): Promise<unknown> {
  const known = azureProblem(cause, asker);
  if (known !== cause || !(cause instanceof Error) || !/long-running operation/iu.test(cause.message)) return known;
  const azure = /has failed\. ([A-Za-z]{3,60})\./u.exec(cause.message)?.[1] ?? '';
  // That it can't be looked at must not hide that it went wrong.
  const view = await look().catch((): GroupView => ({ containers: [] }));
  const told = [cause.message, ...tales(view).map(({ text }) => text)];
  const found = reasons.find(([pattern]) => told.some((text) => pattern.test(text)));
  const culprit = tales(view).find(({ text }) => found?.[0].test(text));
  return new AppError(
    'azure.operation-failed',
    {
      name,
      azure: azure || (culprit?.event ?? ''),
      reason: found?.[1] ?? 'other',
      ...(culprit?.container && { container: culprit.container }),
    },
    { cause },
  );
}

/** Every event and state as a text, with the container it is of. */
function tales({ instanceView, containers }: GroupView) {
  const ofEvents = (events: readonly Event[] | undefined, container: string) =>
    (events ?? []).map(({ name = '', message = '' }) => ({ event: name, text: `${name} ${message}`, container }));
  return [
    ...ofEvents(instanceView?.events, ''),
    ...containers.flatMap(({ name, instanceView: view }) => [
      ...ofEvents(view?.events, name),
      ...[view?.currentState, view?.previousState].map((state) => ({
        event: state?.detailStatus ?? '',
        text: `${state?.state ?? ''} ${state?.detailStatus ?? ''}`,
        container: name,
      })),
    ]),
  ];
}
