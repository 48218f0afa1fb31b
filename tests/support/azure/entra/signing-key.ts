import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';

/** The key that signs tokens, and how the world checks it (RFC 7517). */
export interface SigningKey {
  readonly pem: string;
  readonly kid: string;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Makes a signing key, or takes the one of an earlier run. */
export async function openSigningKey(pem?: string): Promise<SigningKey> {
  const privateKey = pem
    ? createPrivateKey(pem)
    : (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 27);
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    kid,
    jwk: { ...jwk, kid, use: 'sig', alg: 'RS256' },
    privateKey,
    publicKey,
  };
}

/** A JWT signed with RS256 (RFC 7515, RFC 7519). */
export function signJwt({ privateKey, kid }: SigningKey, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'RS256', kid })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The claims of a JWT that this key signed; undefined for anything else. */
export function verifyJwt({ publicKey }: SigningKey, token: string): Record<string, unknown> | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
}
