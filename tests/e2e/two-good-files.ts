import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFactory, MadeCertificate } from '../support/openssl';
import { expect, type Latchkey } from './support';

/**
 * Saves what is on the bench for Azure under `name`, and lets openssl say whether the two files are good: the key is the
 * certificate's, and where a root is given the chain leads to it.
 */
export async function saveTwoGoodFiles(
  { page, folder, chooseFolder }: Latchkey,
  factory: CertificateFactory,
  { name, root }: { readonly name: string; readonly root?: MadeCertificate },
): Promise<void> {
  await chooseFolder(folder);
  await page.getByRole('button', { name: /^Save .*for Azure…$/u }).click();
  await page.getByRole('button', { name: 'Choose folder and save' }).click();
  await expect(page.getByText('Saved and read back')).toBeVisible();
  expect(
    readdirSync(folder)
      .filter((file) => file.endsWith('.pem'))
      .sort(),
  ).toEqual([`${name}.cert.pem`, `${name}.key.pem`]);
  const certificate = join(folder, `${name}.cert.pem`);
  const publicKey = factory.openssl('x509', '-in', certificate, '-noout', '-pubkey');
  expect(factory.openssl('pkey', '-in', join(folder, `${name}.key.pem`), '-pubout')).toBe(publicKey);
  if (!root) return;
  const verify = ['verify', '-CAfile', root.certificate, '-untrusted', certificate, certificate];
  expect(factory.openssl(...verify)).toContain('OK');
}
