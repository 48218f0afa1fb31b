import type { Effect } from '../faults';
import type { Call } from '../http/exchange';
import type { Route } from '../http/router';
import type { Caller } from './bearer';

/** A call of Resource Manager that passed the checks at the door. */
export interface ArmCall extends Omit<Call, 'body'> {
  readonly caller: Caller;
  readonly apiVersion: string;
  /** The parsed body; undefined where there was none. */
  readonly body: unknown;
  /** A fault for what this call starts. */
  readonly effect: Effect | undefined;
}

/** What is answered: JSON, or nothing. */
export interface ArmAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** One operation of a resource provider. */
export interface ArmRoute extends Route {
  /** What the caller's role must allow, over the scope that the path names; nothing where everyone signed in may. */
  readonly action?: string;
  /** The scope that the role is looked for at, where it isn't the whole path. */
  readonly scope?: (params: Readonly<Record<string, string>>) => string;
  /** Whether it is a list that Azure answers to everyone who may see a part of it, without the rest. */
  readonly filtered?: boolean;
  /** Those that are answered; any of them where the list is empty. */
  readonly apiVersions: readonly string[];
  readonly handle: (call: ArmCall) => ArmAnswer | Promise<ArmAnswer>;
}

/** The text of a path's parameter. @throws where the route has no such name in braces. */
export function param({ params }: { readonly params: Readonly<Record<string, string>> }, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`The route has no {${name}}.`);
  return value;
}

/** Whether two names or ids are the same for Azure: case tells nothing apart. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The resource group's id in the path. */
export function groupScope(params: Readonly<Record<string, string>>): string {
  return `/subscriptions/${params['subscription']}/resourceGroups/${params['group']}`;
}

/** The subscription's id in the path. */
export function subscriptionScope(params: Readonly<Record<string, string>>): string {
  return `/subscriptions/${params['subscription']}`;
}
