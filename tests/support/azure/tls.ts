import { hostname } from 'node:os';
import {
  makeDevelopmentAuthority,
  makeDevelopmentCertificate,
} from '../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import { certificatesToPem, toPem } from '../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../src-main/certificates/private-key/make-private-key';

/** What the listeners need, and the authority that clients must trust. */
export interface Tls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAYS = 365;

/** Makes an authority and one certificate for this computer's loopback names. The authority's key is forgotten at once. */
export async function makeTls(host: string): Promise<Tls> {
  const [authorityKey, key] = await Promise.all([makePrivateKey('ec-p256'), makePrivateKey('ec-p256')]);
  const now = new Date();
  const authority = makeDevelopmentAuthority(authorityKey, { now, computer: hostname() });
  const hostNames = [...new Set([host, '127.0.0.1', 'localhost'])].map(parseHostName);
  const signer = { certificate: authority, privateKey: authorityKey };
  const leaf = makeDevelopmentCertificate(key, { hostNames, days: DAYS, now, signer });
  return { ca: certificatesToPem([authority]), cert: certificatesToPem([leaf]), key: toPem('PRIVATE KEY', key.pkcs8) };
}
