import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { RequestKey } from '../../../shared/requests/contract';
import type { PrivateKey } from '../model';
import { describePrivateKey } from './describe-private-key';

const generate = promisify(generateKeyPair);

/** Makes a private key from the system's random source, in the runtime's thread pool: the event loop stays free. */
export async function makePrivateKey(kind: RequestKey): Promise<PrivateKey> {
  const pkcs8 = new Uint8Array(await MAKERS[kind]());
  return { pkcs8, publicKey: await describePrivateKey(pkcs8), encrypted: false };
}

const MAKERS: Readonly<Record<RequestKey, () => Promise<Uint8Array>>> = {
  'rsa-2048': () => rsa(2048),
  'rsa-3072': () => rsa(3072),
  'rsa-4096': () => rsa(4096),
  'ec-p256': () => elliptic('P-256'),
  'ec-p384': () => elliptic('P-384'),
};

async function rsa(modulusLength: number): Promise<Uint8Array> {
  return exported(await generate('rsa', { modulusLength, publicExponent: 0x10001 }));
}

async function elliptic(namedCurve: string): Promise<Uint8Array> {
  return exported(await generate('ec', { namedCurve }));
}

function exported({ privateKey }: { readonly privateKey: KeyObject }): Uint8Array {
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}
