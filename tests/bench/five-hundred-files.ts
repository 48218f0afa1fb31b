import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFactory, makeUsualChain } from '../support/openssl';
import { openssl } from './measure';

/** The password of the PFX files among them. */
export const PASSWORD = 'bench';

/** Fills a new folder with 250 certificates in DER and 250 PFX files, each of another name; answers the folder. */
export function makeFiveHundredFiles(
  factory: CertificateFactory,
  { intermediate, leaf }: ReturnType<typeof makeUsualChain>,
): string {
  const folder = factory.path('five-hundred');
  mkdirSync(folder);
  const request = leaf.certificate.replace(/crt$/u, 'csr');
  const signer = ['-CA', intermediate.certificate, '-CAkey', intermediate.key, '-CAcreateserial'];
  for (let index = 0; index < 250; index++) {
    const name = String(index).padStart(3, '0');
    const made = factory.make('one', {
      subject: `/CN=n${name}.contoso.test`,
      issuer: intermediate,
      extensions: [`subjectAltName=DNS:n${name}.contoso.test`],
      algorithm: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    });
    writeFileSync(join(folder, `${name}.pfx`), readFileSync(factory.makePfx('one.pfx', made, { password: PASSWORD })));
    openssl('x509', '-req', '-in', request, ...signer, '-outform', 'DER', '-out', join(folder, `${name}.cer`));
  }
  return folder;
}
