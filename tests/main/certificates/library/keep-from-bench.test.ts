import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bundle } from '../../../../shared/certificates/contract';
import { RememberedIssuers } from '../../../../src-main/certificates/issuers/remembered-issuers';
import { CertificateLibrary } from '../../../../src-main/certificates/library/certificate-library';
import { CertificateWorkshop } from '../../../../src-main/certificates/workshop/workshop';
import { writeFileAtomically } from '../../../../src-main/storage/private-file';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';
import { inThisThread, keepsNothing } from '../bench-parts';
import { createDeskPorts, type DeskPorts } from '../desk';

let factory: CertificateFactory;
let ports: DeskPorts;
let library: CertificateLibrary;
let bench: CertificateWorkshop;

beforeAll(() => {
  factory = createCertificateFactory();
  makeUsualChain(factory);
});
afterAll(() => factory.remove());

/** A bench on the library of a store, with nothing remembered from earlier files. */
function start(store = ports.store): void {
  library = new CertificateLibrary({
    ...ports,
    store,
    showFolder: () => undefined,
    judge: async () => [],
    usedBy: async () => new Map(),
    open: (name, certificates) => bench.addKept(name, certificates),
    changed: () => void bench.rearrange(),
  });
  bench = new CertificateWorkshop({
    reader: inThisThread,
    keeping: {
      ...keepsNothing,
      heldKeys: () => library.heldKeys(),
      library: (leaves) => library.chainsOf(leaves),
      privateKey: (spkiSha256) => library.privateKey(spkiSha256),
      keep: (credentials, name) => library.keep(credentials, name),
    },
    unexpected: () => '',
    write: writeFileAtomically,
    fetch,
    clipboard: { readText: async () => '', writeText: async () => undefined },
    dialogs: { chooseFiles: async () => [] },
    chosen: ports.chosen,
    remembered: new RememberedIssuers({ read: async () => '', write: async () => undefined }),
    changed: () => undefined,
  });
}

beforeEach(() => {
  ports = createDeskPorts();
  start();
});
afterEach(() => ports.remove());

const add = (...names: readonly string[]): Promise<void> =>
  bench.add({ paths: names.map((name) => factory.path(name)) });
const bundle = (): Bundle => {
  const [found] = bench.workshop().bundles;
  if (!found) throw new Error('no bundle on the bench');
  return found;
};
const keep = async (): Promise<string> => (await bench.keep({ bundleId: bundle().id })).libraryId;
const entry = async () => (await library.list()).entries[0];

describe('What the bench says of a certificate in the library', () => {
  it('is nothing before it is kept and after it was deleted there, and that it is kept in between', async () => {
    await add('leaf.crt', 'leaf.key', 'intermediate.crt', 'root.crt');
    expect(bundle()).not.toHaveProperty('inLibrary');
    const id = await keep();
    expect(bundle().inLibrary).toBe('whole');
    await library.delete({ id });
    await bench.rearrange();
    expect(bundle()).not.toHaveProperty('inLibrary');
  });

  it('changes when a key comes later, and again when it is kept, too', async () => {
    await add('leaf.crt');
    const id = await keep();
    expect([bundle().inLibrary, (await entry())?.hasPrivateKey]).toEqual(['whole', false]);
    await add('leaf.key');
    expect(bundle().inLibrary).toBe('in part');
    expect(await keep()).toBe(id);
    expect([bundle().inLibrary, (await entry())?.hasPrivateKey]).toEqual(['whole', true]);
  });

  it('changes when an intermediate comes later, and the key that was kept stays', async () => {
    await add('leaf.crt', 'leaf.key');
    await keep();
    await bench.clear();
    await add('leaf.crt', 'intermediate.crt');
    expect(bundle().inLibrary).toBe('in part');
    await keep();
    expect(bundle().inLibrary).toBe('whole');
    expect(await entry()).toMatchObject({ chain: [{ name: 'Contoso Issuing CA 3' }], hasPrivateKey: true });
  });

  it('is that all is kept where less is here: the kept chain stands on the bench, and stays in the library', async () => {
    await add('leaf.crt', 'intermediate.crt', 'root.crt');
    await keep();
    await bench.clear();
    await add('leaf.crt');
    expect(bundle()).toMatchObject({ inLibrary: 'whole', chainComplete: true });
    expect(bundle().chain.map(({ source }) => source)).toEqual(['file', 'library', 'library']);
    await add('leaf.key');
    expect(bundle().inLibrary).toBe('in part');
    await keep();
    expect(await entry()).toMatchObject({
      chain: [{ name: 'Contoso Issuing CA 3' }, { name: 'Contoso Root' }],
      hasPrivateKey: true,
    });
  });

  it('is that its key can be kept anew where the keyring does not open the one that is kept', async () => {
    await add('leaf.crt', 'leaf.key', 'intermediate.crt');
    await keep();
    start(ports.reopen('another login'));
    await add('leaf.crt', 'intermediate.crt');
    expect(bundle()).not.toHaveProperty('privateKey');
    expect(bundle()).toMatchObject({ inLibrary: 'whole', ready: false });
    await add('leaf.key');
    expect(bundle().inLibrary).toBe('in part');
    await keep();
    await bench.clear();
    await add('leaf.crt');
    expect(bundle()).toMatchObject({ inLibrary: 'whole', privateKey: { source: 'library' } });
  });
});

describe('An entry of the library that is opened', () => {
  it('lies on the bench once, however often it is opened', async () => {
    await add('leaf.crt', 'leaf.key', 'intermediate.crt');
    const id = await keep();
    await bench.clear();
    await library.open({ id });
    await library.rename({ id, name: 'spring' });
    await library.open({ id });
    expect(bench.workshop().files.map(({ name }) => name)).toEqual(['www.contoso.test']);
    await bench.clear();
    await library.open({ id });
    expect(bench.workshop().files.map(({ name }) => name)).toEqual(['spring']);
    expect(bundle().inLibrary).toBe('whole');
  });

  it('completes the certificate that lies there already', async () => {
    await add('leaf.crt', 'leaf.key', 'intermediate.crt');
    const id = await keep();
    await bench.clear();
    await add('leaf.crt');
    await library.open({ id });
    expect(bench.workshop().files).toHaveLength(1);
    expect(bundle()).toMatchObject({ privateKey: { source: 'library' }, chain: [{}, { source: 'library' }] });
  });
});
