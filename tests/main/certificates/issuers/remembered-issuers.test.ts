import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RememberedIssuers } from '../../../../src-main/certificates/issuers/remembered-issuers';
import type { Certificate } from '../../../../src-main/certificates/model';
import { readFileContents } from '../../../../src-main/certificates/read';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';

let factory: CertificateFactory;
let leaf: Certificate;
let intermediate: Certificate;
let root: Certificate;
let text: string;
const file = {
  read: async () => text,
  write: async (written: string) => {
    text = written;
  },
};
const now = new Date();

beforeAll(async () => {
  factory = createCertificateFactory();
  makeUsualChain(factory);
  const read = async (name: string) =>
    (await readFileContents(factory.read(name), undefined)).certificates[0] as Certificate;
  [leaf, intermediate, root] = await Promise.all([read('leaf.crt'), read('intermediate.crt'), read('root.crt')]);
});
afterAll(() => factory.remove());
beforeEach(() => {
  text = '';
});

describe('The remembered certificates of authorities', () => {
  it('are the intermediates, and not roots or servers’ own', async () => {
    const issuers = new RememberedIssuers(file);
    await issuers.remember([leaf, intermediate, root], now);
    expect(await issuers.count()).toBe(1);
    expect(await issuers.above([leaf])).toMatchObject([
      { source: 'remembered', from: '', certificate: { sha256: intermediate.sha256 } },
    ]);
    expect(await issuers.above([root])).toEqual([]);
  });

  it('are there after a restart, and gone when they are forgotten', async () => {
    await new RememberedIssuers(file).remember([intermediate], now);
    const issuers = new RememberedIssuers(file);
    expect(await issuers.above([leaf])).toHaveLength(1);
    await issuers.forget();
    expect(await issuers.count()).toBe(0);
    expect(await new RememberedIssuers(file).count()).toBe(0);
  });

  it('survive a file that was damaged: what can be read is there', async () => {
    await new RememberedIssuers(file).remember([intermediate], now);
    text = `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\nnonsense\n${text}`;
    expect(await new RememberedIssuers(file).count()).toBe(1);
  });

  it('end with their own end date', async () => {
    const later = new Date(Date.parse(intermediate.notAfter) + 1000);
    const issuers = new RememberedIssuers(file);
    await issuers.remember([intermediate], later);
    expect(await issuers.count()).toBe(0);
  });
});
