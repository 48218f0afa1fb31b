import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrange } from '../../../../src-main/certificates/arrange';
import { RememberedIssuers } from '../../../../src-main/certificates/issuers/remembered-issuers';
import { compareOutput } from '../../../../src-main/certificates/output/compare-output';
import { makeOutput } from '../../../../src-main/certificates/output/make-output';
import { readFileContents } from '../../../../src-main/certificates/read';
import { RequestDesk } from '../../../../src-main/certificates/requests/request-desk';
import { CertificateWorkshop } from '../../../../src-main/certificates/workshop/workshop';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';
import { createDeskPorts, type DeskPorts } from '../desk';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;
let ports: DeskPorts;
let requests: RequestDesk;
let bench: CertificateWorkshop;

beforeAll(() => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
});
afterAll(() => factory.remove());
beforeEach(() => {
  ports = createDeskPorts();
  requests = new RequestDesk({
    ...ports,
    clipboard: { writeText: async () => undefined },
    libraryKeys: async () => new Set(),
    isInFile: () => undefined,
    changed: () => undefined,
  });
  bench = openBench(requests);
});
afterEach(() => ports.remove());

/** The bench, given the keys of the requests that wait. */
function openBench(desk: RequestDesk): CertificateWorkshop {
  return new CertificateWorkshop({
    reader: {
      read: (bytes, password) => readFileContents(bytes, password),
      arrange: async (all, now) => arrange(all, now),
      makeOutput,
      compareOutput,
    },
    keeping: {
      heldKeys: () => desk.heldKeys(),
      library: async () => new Map(),
      privateKey: (spkiSha256) => desk.privateKey(spkiSha256),
      keep: async () => '',
      answered: (keys) => desk.markAnswered(keys),
      isInFile: () => undefined,
    },
    unexpected: (cause) => {
      throw cause;
    },
    write: ports.write,
    fetch,
    clipboard: { readText: async () => '', writeText: async () => undefined },
    dialogs: { chooseFiles: async () => [] },
    chosen: ports.chosen,
    remembered: new RememberedIssuers({ read: async () => '', write: async () => undefined }),
    changed: () => undefined,
  });
}

/** An authority signs what waits; answers the certificate's PEM. */
async function answerOf(id: string): Promise<Buffer> {
  await requests.save({ id, folder: ports.out, replace: false });
  writeFileSync(factory.path('names.ext'), 'subjectAltName=DNS:api.contoso.test');
  const signer = ['-CA', usual.intermediate.certificate, '-CAkey', usual.intermediate.key, '-CAcreateserial'];
  const from = ['-in', join(ports.out, 'api.contoso.test.csr'), '-extfile', factory.path('names.ext')];
  factory.openssl('x509', '-req', '-days', '60', ...from, ...signer, '-out', factory.path('answer.crt'));
  return factory.read('answer.crt');
}

/** How authorities hand out what they signed; each is a file in the factory's folder. */
const deliveries: Readonly<Record<string, (answer: Buffer) => string>> = {
  'a ZIP with the chain, a root bundle and a note beside it': (answer) => {
    const entries = {
      'api_contoso_test/api_contoso_test.crt': answer,
      'api_contoso_test/ca-bundle.crt': Buffer.concat([factory.read('intermediate.crt'), factory.read('root.crt')]),
      'api_contoso_test/readme.txt': Buffer.from('How to install your certificate\r\n'),
    };
    writeFileSync(factory.path('delivery.zip'), zipSync(entries));
    return factory.path('delivery.zip');
  },
  'a P7B in PEM': () => p7b('PEM'),
  'a P7B in DER': () => p7b('DER'),
};

function p7b(form: 'PEM' | 'DER'): string {
  const path = factory.path(`${form}.p7b`);
  const files = ['intermediate.crt', 'answer.crt', 'root.crt'].flatMap((name) => ['-certfile', factory.path(name)]);
  factory.openssl('crl2pkcs7', '-nocrl', ...files, '-outform', form, '-out', path);
  return path;
}

describe('A request that waits', () => {
  it.each(Object.keys(deliveries))('is answered by %s, and ends in two files that fit', async (what) => {
    const { id } = await requests.create({ hostNames: ['api.contoso.test'], subject: {}, key: 'ec-p256' });
    const delivery = deliveries[what]?.(await answerOf(id)) ?? '';
    await bench.add({ paths: [delivery] });
    const { bundles, files } = bench.workshop();
    expect(files).toMatchObject([{ status: 'read', certificates: 3, privateKeys: 0 }]);
    expect(bundles).toMatchObject([
      {
        leaf: { name: 'api.contoso.test' },
        ready: true,
        chainComplete: true,
        privateKey: { source: 'request', name: 'api.contoso.test' },
      },
    ]);
    expect((await requests.list()).requests).toMatchObject([{ id, answered: true }]);

    const folder = ports.out;
    const saving = { folder, format: 'pem-pair', name: 'api', includeRoot: false, replace: false } as const;
    await bench.save({ bundleId: bundles[0]?.id ?? '', ...saving });
    expect(readdirSync(folder).sort()).toEqual(['api.cert.pem', 'api.contoso.test.csr', 'api.key.pem']);
    const publicKey = factory.openssl('x509', '-in', join(folder, 'api.cert.pem'), '-noout', '-pubkey');
    expect(factory.openssl('pkey', '-in', join(folder, 'api.key.pem'), '-pubout')).toBe(publicKey);
    const sent = ['-untrusted', join(folder, 'api.cert.pem'), join(folder, 'api.cert.pem')];
    expect(factory.openssl('verify', '-CAfile', usual.root.certificate, ...sent)).toContain('OK');
  });
});
