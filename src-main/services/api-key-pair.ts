import { z } from 'zod';
import { makeApiKey } from '../gateway/api-key';
import type { ApiKeys } from '../gateway/gateway';

const schema = z.strictObject({ primary: z.string().min(1), secondary: z.string().min(1) });

/** Two new API keys, as a secret for the record store. SECURITY: the caller overwrites it after use. */
export function makeApiKeyPair(): Uint8Array {
  return Buffer.from(JSON.stringify({ primary: makeApiKey(), secondary: makeApiKey() }));
}

/** The keys in a secret that `makeApiKeyPair` made; the bytes are overwritten. @throws where they are something else. */
export function takeApiKeyPair(secret: Uint8Array): ApiKeys {
  try {
    return schema.parse(JSON.parse(Buffer.from(secret).toString('utf8')));
  } finally {
    secret.fill(0);
  }
}
