import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchOf, withoutSecrets } from '../../../src-main/certificates/arranged-file';
import { newBenchFile, readOnto } from '../../../src-main/certificates/workshop/bench';
import { WorkerPool } from '../../../src-main/certificates/worker-pool';
import { type BuiltProgram, buildProgram } from '../../support/build-program';
import { type CertificateFactory, createCertificateFactory } from '../../support/openssl';

let factory: CertificateFactory;
let worker: BuiltProgram;
let reader: WorkerPool;

const never = (): AbortSignal => new AbortController().signal;

beforeAll(async () => {
  worker = await buildProgram('src-main/certificates/worker.ts');
  reader = new WorkerPool(worker.url);
  factory = createCertificateFactory();
  const made = factory.make('a', { subject: '/CN=a.test', extensions: ['subjectAltName=DNS:a.test'] });
  factory.makePfx('slow.pfx', made, { password: 'x', args: ['-iter', '2000000'] });
});
afterAll(() => {
  factory.remove();
  worker.remove();
});

describe('Reading in a worker', () => {
  it('answers what reading in this thread answers', async () => {
    const contents = await reader.read(factory.read('a.crt'), undefined, never());
    expect(contents).toMatchObject({ format: 'pem', certificates: [{ dnsNames: ['a.test'] }], problem: undefined });
    const arranged = await reader.arrange(benchOf([withoutSecrets('a', contents)]), new Date());
    expect(arranged.bundles).toMatchObject([{ leaf: { name: 'a.test' } }]);
  });

  it('reads quick files while a slow one is being opened, and leaves this thread free', async () => {
    const stop = new AbortController();
    let slowIsDone = false;
    const slow = reader.read(factory.read('slow.pfx'), 'x', stop.signal).then(
      () => (slowIsDone = true),
      () => undefined,
    );
    await Promise.all(Array.from({ length: 20 }, () => reader.read(factory.read('a.crt'), undefined, never())));
    expect(slowIsDone).toBe(false);
    stop.abort();
    await slow;
    expect(slowIsDone).toBe(false);
  });

  it('stops at once when asked, also what waits its turn, and goes on with the rest', async () => {
    const stop = new AbortController();
    const slow = Array.from({ length: 4 }, () => reader.read(factory.read('slow.pfx'), 'x', stop.signal));
    const quick = reader.read(factory.read('a.crt'), undefined, never());
    stop.abort();
    for (const reading of slow) await expect(reading).rejects.toMatchObject({ code: 'certificate.reading-stopped' });
    expect((await quick).certificates).toHaveLength(1);
  });

  it('says of a file that fills the memory that it does, and goes on with another worker', async () => {
    const small = new WorkerPool(worker.url, 12);
    const bytes = Buffer.concat(Array.from({ length: 9000 }, () => factory.read('a.crt')));
    const file = newBenchFile('filler.pem');
    await readOnto(file, bytes, undefined, { reader: small, unexpected: () => 'unforeseen' });
    expect(file).toMatchObject({
      status: 'problem',
      problem: { code: 'certificate.too-much-memory', facts: { name: 'filler.pem' } },
    });
    for (const turn of [1, 2, 3]) {
      const { certificates } = await small.read(factory.read('a.crt'), undefined, never());
      expect(certificates, `reading ${turn}`).toHaveLength(1);
    }
  });
});
