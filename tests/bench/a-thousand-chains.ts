import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { makeUsualChain } from '../support/openssl';
import { openssl } from './measure';

/** Fills a new folder with server certificates of the usual intermediate, all for the usual key; answers their paths. */
export function makeThousandLeaves(
  { intermediate, leaf }: ReturnType<typeof makeUsualChain>,
  folder: string,
): readonly string[] {
  mkdirSync(folder);
  const request = leaf.certificate.replace(/crt$/u, 'csr');
  const extensions = leaf.certificate.replace(/crt$/u, 'ext');
  const signer = ['-CA', intermediate.certificate, '-CAkey', intermediate.key, '-CAcreateserial', '-days', '90'];
  const paths = Array.from({ length: 1000 }, (_, index) => join(folder, `${index}.crt`));
  for (const path of paths) openssl('x509', '-req', '-in', request, ...signer, '-extfile', extensions, '-out', path);
  return paths;
}
