import { AppError } from '../app-error';
import type { Facts, ProblemCode } from '../../shared/problem';
import { groupRefusal } from './container-group-refusals';
import { forbiddenFacts } from './forbidden';
import { signInProblem } from './sign-in-problem';

/** Who asks, for the sentences. */
export interface Asker {
  readonly userName: string;
  /** What an id is called, as far as it has been seen. */
  readonly nameOf?: (id: string) => string | undefined;
}

/** What is needed of the SDKs' RestError. */
interface RestFailure {
  readonly code?: string;
  readonly statusCode?: number;
  readonly request?: { readonly url: string };
  readonly response?: {
    readonly bodyAsText?: string | null;
    readonly headers: { get(name: string): string | undefined };
  };
}

/** A failure, taken apart. */
interface Failure {
  readonly status: number;
  /** Azure's code, `AuthorizationFailed`. */
  readonly azure: string;
  readonly message: string;
  readonly url: string;
  readonly header: (name: string) => string;
}

/**
 * What did not happen, from what the SDKs, MSAL or the transport threw. Only codes and names are taken over: Azure's sentences
 * have ids in them that nobody reads. What is none of theirs is answered as it is.
 */
export function azureProblem(cause: unknown, asker: Asker): unknown {
  const known = signInProblem(cause);
  if (known !== cause || cause instanceof AppError) return known;
  if (isZodError(cause)) return new AppError('azure.not-understood', {}, { cause });
  if (!isRestFailure(cause)) return cause;
  const failure = takeApart(cause);
  if (cause.code === 'PARSE_ERROR') return new AppError('azure.not-understood', { host: hostOf(failure) }, { cause });
  const [code, facts] = byCode(failure) ?? byStatus(failure);
  const name = String(facts?.['name'] ?? '');
  const named = name === '' ? {} : { name: asker.nameOf?.(name) ?? name };
  const who = code === 'azure.forbidden' ? { userName: asker.userName } : {};
  return new AppError(code, { ...facts, ...named, ...who }, { cause });
}

/** Whether something is not there, nor perhaps the group that it would be in; that its subscription isn't is something else. */
export function isGone(cause: unknown): boolean {
  if (!isRestFailure(cause) || cause.statusCode !== 404) return false;
  return /^Resource(?:Group)?NotFound$/u.test(takeApart(cause).azure);
}

type Said = readonly [ProblemCode, Facts?];

/** Azure's codes that say more than the status: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors. */
function byCode({ azure, message, status, url }: Failure): Said | undefined {
  if (/^(?:Linked)?AuthorizationFailed$/u.test(azure)) return ['azure.forbidden', forbiddenFacts(message, url)];
  if (/DisabledSubscription|SubscriptionNotEnabled/u.test(azure))
    return ['azure.subscription-disabled', { name: inPath(url, 'subscriptions') }];
  if (azure === 'RequestDisallowedByPolicy') {
    const policy = /"policyDefinition":\{"name":"([^"]{1,100})"/u.exec(message)?.[1] ?? '';
    return ['azure.policy', { policy }];
  }
  if (azure === 'MissingSubscriptionRegistration') {
    return ['azure.provider-not-registered', { provider: /namespace '([\w.]{1,100})'/u.exec(message)?.[1] ?? '' }];
  }
  return groupRefusal({ status, azure, message, name: nameIn(url) });
}

function byStatus(failure: Failure): Said {
  const { status, azure, url } = failure;
  if (status === 401) return clockProblem(failure) ?? ['sign-in.needed'];
  if (status === 403)
    return ['azure.forbidden', isRegistry(url) ? registryFacts(url) : forbiddenFacts(failure.message, url)];
  if (status === 404) return ['azure.not-found', missing(failure)];
  if (status === 407) return ['azure.proxy-sign-in', { host: hostOf(failure) }];
  if (status === 409 || status === 412) return ['azure.conflict', { name: nameIn(url), azure }];
  if (status === 429) {
    const seconds = Number(failure.header('retry-after'));
    return ['azure.throttled', seconds > 0 ? { seconds } : {}];
  }
  if (status >= 500)
    return ['azure.unavailable', { status, service: isRegistry(url) ? 'registry' : 'resource-manager' }];
  return ['azure.refused', { azure, status, correlation: failure.header('x-ms-correlation-request-id') }];
}

/** Tokens count for minutes around Azure's time: another clock makes every one of them worthless. */
function clockProblem({ header }: Failure): Said | undefined {
  const there = Date.parse(header('date'));
  if (Number.isNaN(there)) return undefined;
  const minutes = Math.round((Date.now() - there) / 60_000);
  if (Math.abs(minutes) < 5) return undefined;
  return ['azure.clock-wrong', { minutes: Math.abs(minutes), direction: minutes > 0 ? 'ahead' : 'behind' }];
}

function missing({ azure, url }: Failure): Facts {
  if (/Subscription/u.test(azure)) return { what: 'subscription', name: inPath(url, 'subscriptions') };
  if (/ResourceGroup/u.test(azure)) return { what: 'resource-group', name: inPath(url, 'resourceGroups') };
  if (/NAME_UNKNOWN/u.test(azure)) return { what: 'repository', name: /\/acr\/v1\/(.+)\/_tags/u.exec(url)?.[1] ?? '' };
  if (/\/registries\//u.test(url)) return { what: 'registry', name: inPath(url, 'registries') };
  if (/\/containerGroups\//u.test(url)) return { what: 'container-group', name: nameIn(url) };
  return { what: 'resource', name: nameIn(url) };
}

function registryFacts(url: string): Facts {
  return {
    action: 'Microsoft.ContainerRegistry/registries/pull/read',
    role: 'AcrPull',
    scope: 'registry',
    name: new URL(url).host,
  };
}

function isRegistry(url: string): boolean {
  return URL.canParse(url) && /^\/(?:acr|oauth2|v2)\//u.test(new URL(url).pathname);
}

function takeApart({ statusCode, code, request, response }: RestFailure): Failure {
  const { code: azure, message } = bodyOf(response?.bodyAsText ?? '');
  return {
    status: statusCode ?? 0,
    azure: (azure || (code ?? '')).slice(0, 100),
    message,
    url: request?.url ?? '',
    header: (name) => response?.headers.get(name) ?? '',
  };
}

/** Resource Manager says `{ error: { code, message } }`, registries say `{ errors: [{ code, message }] }`. */
function bodyOf(text: string): { readonly code: string; readonly message: string } {
  try {
    const { error, errors } = JSON.parse(text) as { error?: unknown; errors?: unknown[] };
    const { code = '', message = '' } = (error ?? errors?.[0] ?? {}) as { code?: unknown; message?: unknown };
    return { code: String(code), message: String(message).slice(0, 4000) };
  } catch {
    return { code: '', message: '' };
  }
}

function hostOf({ url }: Failure): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function inPath(url: string, before: string): string {
  return decodeURIComponent(new RegExp(`/${before}/([^/?]+)`, 'iu').exec(url)?.[1] ?? '');
}

/** Of the resource: what follows the name of a container group is something about it, `/restart`. */
function nameIn(url: string): string {
  const group = inPath(url, 'containerGroups');
  if (group !== '') return group;
  return URL.canParse(url) ? decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') : '';
}

function isRestFailure(cause: unknown): cause is RestFailure {
  return cause instanceof Error && cause.name === 'RestError';
}

function isZodError(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'ZodError';
}
