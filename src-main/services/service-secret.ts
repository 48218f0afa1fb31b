import { z } from 'zod';
import type { ApiKeySlot } from '../../shared/services/api-key-slot';
import { makeApiKey } from '../gateway/api-key';
import type { ApiKeys } from '../gateway/gateway';

/** SECURITY: everything that a service keeps and shows nobody. */
export interface ServiceSecret {
  /** Absent until they are made, or taken over from another computer. */
  readonly apiKeys?: ApiKeys;
  /** Those that are to take the place of one of the two. A deployment is on its way with each. */
  readonly next: NextKeys;
  /** What the service's target never gives back, by its ids. */
  readonly held: ReadonlyMap<string, string>;
}

type NextKeys = { readonly [Slot in ApiKeySlot]?: string | undefined };

/** Of a service that has neither API keys nor values yet. */
export const noSecret: ServiceSecret = { next: {}, held: new Map() };

const key = z.string().min(1);
const schema = z.strictObject({
  primary: key.optional(),
  secondary: key.optional(),
  next: z.strictObject({ primary: key.optional(), secondary: key.optional() }),
  held: z.record(z.string(), z.string()),
});

/** Reads what `writeServiceSecret` wrote; the bytes are overwritten. @throws where they are something else. */
export function readServiceSecret(bytes: Uint8Array): ServiceSecret {
  try {
    const { primary, secondary, next, held } = schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    const apiKeys = primary !== undefined && secondary !== undefined ? { primary, secondary } : undefined;
    return { ...(apiKeys && { apiKeys }), next, held: new Map(Object.entries(held)) };
  } finally {
    bytes.fill(0);
  }
}

/** As the record store keeps it. The caller overwrites the bytes after use. */
export function writeServiceSecret({ apiKeys, next, held }: ServiceSecret): Uint8Array {
  return Buffer.from(JSON.stringify({ ...apiKeys, next, held: Object.fromEntries(held) }));
}

/** With both API keys; those that it has stay. */
export function withApiKeys(secret: ServiceSecret): ServiceSecret {
  return secret.apiKeys ? secret : { ...secret, apiKeys: { primary: makeApiKey(), secondary: makeApiKey() } };
}

/** With the key that is to take a place. One that waits for it already stays: it may have been sent. */
export function withNextKey(secret: ServiceSecret, slot: ApiKeySlot): ServiceSecret {
  return secret.next[slot] === undefined ? { ...secret, next: { ...secret.next, [slot]: makeApiKey() } } : secret;
}

/** The two keys as they are to be once the one that waits for a place has it; as they are where none waits. */
export function apiKeysAfter({ apiKeys, next }: ServiceSecret, slot: ApiKeySlot): ApiKeys | undefined {
  const waiting = next[slot];
  return apiKeys && waiting !== undefined ? { ...apiKeys, [slot]: waiting } : apiKeys;
}

/** The key that waits for a place has it, and the one that had it is gone. Done twice, nothing happens. */
export function promoted(secret: ServiceSecret, slot: ApiKeySlot): ServiceSecret {
  const apiKeys = apiKeysAfter(secret, slot);
  return apiKeys === secret.apiKeys || !apiKeys
    ? secret
    : { ...secret, apiKeys, next: { ...secret.next, [slot]: undefined } };
}

/** Without the values of these ids. */
export function withoutHeld(secret: ServiceSecret, ids: readonly string[]): ServiceSecret {
  return { ...secret, held: new Map([...secret.held].filter(([id]) => !ids.includes(id))) };
}

/** With a value, in the place of one that has the same id. */
export function withHeld(secret: ServiceSecret, id: string, value: string): ServiceSecret {
  return { ...secret, held: new Map(secret.held).set(id, value) };
}
