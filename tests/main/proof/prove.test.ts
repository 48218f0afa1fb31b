import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { connect, createSecureContext } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDevelopmentCertificate } from '../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import type { Certificate } from '../../../src-main/certificates/model';
import { findPemBlocks, toPem } from '../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../src-main/certificates/private-key/make-private-key';
import { readCertificate } from '../../../src-main/certificates/x509/certificate';
import { type ProofOptions, type ProofSubject, prove } from '../../../src-main/proof/prove';
import { type Proof, type ProofLine, proofSchema } from '../../../shared/proof/contract';
import { type CertificateFactory, createCertificateFactory, type MadeCertificate } from '../../support/openssl';
import { type Answer, apiKeys, type Listening, serve, serveRaw, takesBothKeys } from '../../support/scoring-server';

const P256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const AUTHORITY = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];
const hostName = 'www.contoso.test';
const example = '{"data": [[1, 2, "Größe"]]}';

let factory: CertificateFactory;
let root: MadeCertificate;
let upper: MadeCertificate;
let issuing: MadeCertificate;
const leaves: Record<string, MadeCertificate> = {};
const running: Listening[] = [];

function leaf(
  name: string,
  issuer: MadeCertificate | undefined,
  more: { days?: number; san?: string; extensions?: string[]; algorithm?: readonly string[] } = {},
) {
  const { days = 90, san = `DNS:${hostName},DNS:*.apps.contoso.test,IP:127.0.0.1`, extensions = [] } = more;
  const { algorithm = P256 } = more;
  leaves[name] = factory.make(name, {
    subject: `/CN=${hostName}`,
    ...(issuer && { issuer }),
    algorithm,
    days,
    extensions: [`subjectAltName=${san}`, ...extensions],
  });
}

function authority(name: string, issuer: MadeCertificate | undefined, days = 900, more: string[] = []) {
  const subject = `/O=Contoso/CN=Contoso ${name}`;
  const extensions = more.length > 0 ? more : AUTHORITY;
  return factory.make(name, { subject, ...(issuer && { issuer }), extensions, algorithm: P256, days });
}

beforeAll(() => {
  factory = createCertificateFactory();
  root = authority('Root', undefined);
  upper = authority('Upper', root);
  issuing = authority('Issuing', upper);
  leaf('good', issuing);
  leaf('other', issuing);
  leaf('expired', issuing, { days: -1 });
  leaf('elsewhere', issuing, { san: 'DNS:api.contoso.test' });
  leaf('names-none', issuing, { san: 'email:a@contoso.test' });
  leaf('client', issuing, { extensions: ['extendedKeyUsage=clientAuth'] });
  leaf('self', undefined);
  leaf('of-root', root);
  leaf('p521', root, { algorithm: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'] });
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(() => factory.remove());

const pem = (made: MadeCertificate): string => readFileSync(made.certificate, 'utf8');
const read = (made: MadeCertificate): Certificate => readCertificate(findPemBlocks(pem(made)).blocks[0]!.der!);

/** A server that shows a certificate and sends others with it. */
async function serving(
  shown: MadeCertificate,
  others: readonly MadeCertificate[],
  answer: Answer = takesBothKeys,
  tls: object = {},
) {
  const cert = [shown, ...others].map((made) => pem(made)).join('');
  const server = await serve(answer, { cert, key: readFileSync(shown.key), ...tls });
  running.push(server);
  return server;
}

function subjectOf(port: number, chosen: MadeCertificate, more: Partial<ProofSubject> = {}): ProofSubject {
  const tls = { leafSha256: read(chosen).sha256, anchors: [read(root)] };
  return { hostName, address: '127.0.0.1', port, path: '/score', example, tls, apiKeys, ...more };
}

async function proof(subject: ProofSubject, options: ProofOptions = {}): Promise<Proof> {
  const proved = proofSchema.parse(await prove(subject, options));
  const text = JSON.stringify(proved);
  for (const key of Object.values(apiKeys)) {
    expect(text.toLowerCase(), 'no key in what is answered').not.toContain(key.toLowerCase());
  }
  return proved;
}

const line = ({ lines }: Proof, code: ProofLine['code']): ProofLine => lines.find((one) => one.code === code)!;
/** `code result reason` of every line. */
const said = ({ lines }: Proof): readonly string[] =>
  lines.map(({ code, result, reason }) => `${code} ${result}${reason ? ` ${reason}` : ''}`);
const skippedFrom = (...codes: string[]): readonly string[] => codes.map((code) => `${code} skipped`);
const CERTIFICATE = ['certificate', 'name', 'chain', 'trust'];
const KEYS = ['no-key', 'wrong-key', 'primary-key', 'secondary-key'];

/** What a strict client of the runtime says, which only knows this root. */
async function strictClient(port: number, ca: MadeCertificate): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: hostName, ca: pem(ca) }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}

describe('The proof of a good service', () => {
  it('of a key on P-521 is given too, though BoringSSL does not ask for such keys by itself', async () => {
    const { port } = await serving(leaves['p521']!, []);
    expect(await proof(subjectOf(port, leaves['p521']!))).toMatchObject({ passed: true });
  });

  it('passes every line, and says what was seen', async () => {
    const { port, seen } = await serving(leaves['good']!, [issuing, upper]);
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(said(proved)).toEqual([
      'reached passed',
      'tls passed',
      'certificate passed',
      'name passed',
      'chain passed',
      'trust noted',
      'no-key passed',
      'wrong-key passed',
      'primary-key passed',
      'secondary-key passed',
    ]);
    expect(proved).toMatchObject({ passed: true, url: `https://${hostName}:${port}/score` });
    expect(line(proved, 'reached').facts).toEqual({ address: '127.0.0.1', port });
    expect(line(proved, 'tls').facts).toMatchObject({ hostName, version: 'TLS 1.3' });
    expect(line(proved, 'tls').facts['cipher']).toMatch(/^TLS_AES_/u);
    expect(line(proved, 'certificate').facts).toMatchObject({ name: hostName, days: 89 });
    expect(line(proved, 'chain').facts).toEqual({ sent: 3 });
    expect(line(proved, 'trust').facts).toEqual({ by: 'authority', name: 'Contoso Root' });
    expect(line(proved, 'primary-key').facts).toMatchObject({ status: 200 });
    expect(JSON.parse(proved.answer!)).toEqual({ predictions: [0.42], given: JSON.parse(example) as unknown });
    expect(
      seen.map((value) => value.length),
      'a random key, one in the other case, and the two',
    ).toHaveLength(4);
    expect(seen[1]).toBe('Bearer pRIMARYkEY0123456789ABCDEF');
    expect(await strictClient(port, root)).toBe(true);
  });

  it('asks for the real name, in the handshake and in the request, at the address it was given', async () => {
    const asked: (string | undefined)[] = [];
    const server = await serving(leaves['good']!, [issuing, upper], takesBothKeys, {
      SNICallback: (name: string, done: (error: null) => void) => {
        asked.push(name);
        done(null);
      },
    });
    await proof(subjectOf(server.port, leaves['good']!));
    expect(new Set(asked)).toEqual(new Set([hostName]));
  });

  it('is the same over TLS 1.2', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper], takesBothKeys, { maxVersion: 'TLSv1.2' });
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(proved.passed).toBe(true);
    expect(line(proved, 'tls').facts['version']).toBe('TLS 1.2');
    expect(line(proved, 'chain').facts).toEqual({ sent: 3 });
  });

  it('takes an IP address of the certificate for its name, and a name under a wildcard', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper]);
    const chosen = leaves['good']!;
    expect((await proof(subjectOf(port, chosen, { hostName: '127.0.0.1' }))).passed).toBe(true);
    expect((await proof(subjectOf(port, chosen, { hostName: 'a.apps.contoso.test' }))).passed).toBe(true);
  });

  it('counts a root that is sent, and needs none', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper, root]);
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(proved.passed).toBe(true);
    expect(line(proved, 'chain').facts).toEqual({ sent: 4 });
  });

  it('needs nothing but the leaf where the root issued it', async () => {
    const { port } = await serving(leaves['of-root']!, []);
    const proved = await proof(subjectOf(port, leaves['of-root']!));
    expect(proved.passed).toBe(true);
    expect(line(proved, 'chain').facts).toEqual({ sent: 1 });
  });

  it('calls the path that scores, its query included, with the example as the body', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper], (key, body) =>
      body === example ? takesBothKeys(key, body) : { status: 400, body: '' },
    );
    const proved = await proof(subjectOf(port, leaves['good']!, { path: '/api/v1/größe?x=1' }));
    expect(proved.passed).toBe(true);
    expect(proved.url).toBe(`https://${hostName}:${port}/api/v1/gr%C3%B6%C3%9Fe?x=1`);
  });
});

describe('A certificate', () => {
  it('that is another than the chosen one ends the proof, and no key is sent to its server', async () => {
    const { port, seen } = await serving(leaves['other']!, [issuing, upper]);
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(said(proved)).toEqual([
      'reached passed',
      'tls passed',
      'certificate failed other-certificate',
      ...skippedFrom('name', 'chain', 'trust', ...KEYS),
    ]);
    expect(proved.passed).toBe(false);
    expect(seen).toEqual([]);
  });

  it('that another takes the place of between two connections gets no key either', async () => {
    let connections = 0;
    const contexts = ['good', 'good', 'other'].map((name) => ({
      cert: pem(leaves[name]!) + pem(issuing) + pem(upper),
      key: readFileSync(leaves[name]!.key),
    }));
    const { port, seen } = await serving(leaves['good']!, [issuing, upper], takesBothKeys, {
      SNICallback: (_: string, done: (error: null, context: unknown) => void) =>
        done(null, createSecureContext(contexts[Math.min(connections++, 2)])),
    });
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(said(proved).slice(6)).toEqual([
      'no-key passed',
      'wrong-key failed other-certificate',
      ...skippedFrom('primary-key', 'secondary-key'),
    ]);
    expect(seen).toEqual([]);
  });

  it('that has ended is said to have, and the keys are tried all the same', async () => {
    const { port } = await serving(leaves['expired']!, [issuing, upper]);
    const proved = await proof(subjectOf(port, leaves['expired']!));
    expect(line(proved, 'certificate')).toMatchObject({ result: 'failed', reason: 'expired' });
    expect(line(proved, 'certificate').facts['days']).toBeLessThan(0);
    expect(said(proved).slice(3)).toEqual([
      'name passed',
      'chain passed',
      'trust noted',
      ...KEYS.map((code) => `${code} passed`),
    ]);
    expect(proved.passed).toBe(false);
  });

  it('that is not valid yet is said to be so', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper]);
    const proved = await proof(subjectOf(port, leaves['good']!), { now: new Date('2020-01-01T00:00:00Z') });
    expect(line(proved, 'certificate')).toMatchObject({ result: 'failed', reason: 'not-yet-valid' });
  });

  it.each(['elsewhere', 'names-none'])(
    'that does not have the name does not pass, whatever its common name says: %s',
    async (name) => {
      const { port } = await serving(leaves[name]!, [issuing, upper]);
      const proved = await proof(subjectOf(port, leaves[name]!));
      expect(line(proved, 'name')).toMatchObject({
        result: 'failed',
        reason: 'name-not-covered',
        facts: { hostName },
      });
      expect(line(proved, 'primary-key').result).toBe('passed');
    },
  );

  it('that is for other purposes is refused', async () => {
    const { port } = await serving(leaves['client']!, [issuing, upper]);
    const proved = await proof(subjectOf(port, leaves['client']!));
    expect(line(proved, 'chain')).toMatchObject({
      result: 'failed',
      reason: 'chain-refused',
      facts: { violation: 'wrong-purpose', name: hostName },
    });
    expect(await strictClient(port, root)).toBe(false);
  });
});

describe('A chain', () => {
  it.each([
    ['the leaf alone', () => [], 'Contoso Issuing', 1],
    ['one of two intermediates', () => [issuing], 'Contoso Upper', 2],
    ['the upper of two intermediates, which is not the issuer', () => [upper], 'Contoso Issuing', 1],
  ])('of which %s is sent is not complete, as a strict client finds', async (_, others, missing, sent) => {
    const { port } = await serving(leaves['good']!, others());
    // The intermediates are at hand; a client doesn't have them, so they must not count.
    const tls = { leafSha256: read(leaves['good']!).sha256, anchors: [root, upper, issuing].map((made) => read(made)) };
    const proved = await proof(subjectOf(port, leaves['good']!, { tls }));
    expect(line(proved, 'chain')).toMatchObject({
      result: 'failed',
      reason: 'chain-incomplete',
      facts: { missing, sent },
    });
    expect(line(proved, 'trust').result).toBe('skipped');
    expect(line(proved, 'primary-key').result, 'the certificate is the chosen one').toBe('passed');
    expect(await strictClient(port, root)).toBe(false);
  });

  it('that is sent in the wrong order does not pass as one that is missing something', async () => {
    const { port } = await serving(leaves['good']!, [upper, issuing]);
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(line(proved, 'chain')).toMatchObject({ result: 'failed', reason: 'chain-disordered' });
  });

  it('with an intermediate that has ended does not pass', async () => {
    const old = authority('Old', root, -1);
    leaf('of-old', old);
    const { port } = await serving(leaves['of-old']!, [old]);
    const proved = await proof(subjectOf(port, leaves['of-old']!));
    expect(line(proved, 'certificate').result).toBe('passed');
    expect(line(proved, 'chain')).toMatchObject({
      result: 'failed',
      reason: 'expired',
      facts: { name: 'Contoso Old' },
    });
    expect(await strictClient(port, root)).toBe(false);
  });

  it('through a certificate that is no authority’s does not pass', async () => {
    const nobody = authority('Nobody', root, 900, ['basicConstraints=critical,CA:FALSE']);
    leaf('of-nobody', nobody);
    const { port } = await serving(leaves['of-nobody']!, [nobody]);
    const proved = await proof(subjectOf(port, leaves['of-nobody']!));
    expect(line(proved, 'chain')).toMatchObject({
      result: 'failed',
      reason: 'chain-refused',
      facts: { violation: 'issuer-not-authority', name: 'Contoso Nobody' },
    });
    expect(await strictClient(port, root)).toBe(false);
  });
});

describe('Trust', () => {
  it('is nobody’s where the root is neither public nor the user’s own', async () => {
    const stranger = authority('Stranger', undefined);
    const { port } = await serving(leaves['good']!, [issuing, upper, root]);
    const tls = { leafSha256: read(leaves['good']!).sha256, anchors: [read(stranger)] };
    const proved = await proof(subjectOf(port, leaves['good']!, { tls }));
    expect(line(proved, 'chain').result).toBe('passed');
    expect(line(proved, 'trust')).toMatchObject({
      result: 'failed',
      reason: 'not-trusted',
      facts: { name: 'Contoso Root' },
    });
  });

  it('of a certificate that signed itself is as far as the user gives it', async () => {
    const { port } = await serving(leaves['self']!, []);
    const leafSha256 = read(leaves['self']!).sha256;
    const trusting = await proof(
      subjectOf(port, leaves['self']!, { tls: { leafSha256, anchors: [read(leaves['self']!)] } }),
    );
    expect(trusting.passed).toBe(true);
    expect(line(trusting, 'trust').facts).toEqual({ by: 'authority', name: hostName });
    const strange = await proof(subjectOf(port, leaves['self']!));
    expect(line(strange, 'trust')).toMatchObject({ result: 'failed', reason: 'not-trusted' });
  });

  it('of a development certificate is for development', async () => {
    const key = await makePrivateKey('ec-p256');
    const made = makeDevelopmentCertificate(key, {
      hostNames: [parseHostName('localhost')],
      days: 30,
      now: new Date(),
    });
    const server = await serve(takesBothKeys, {
      cert: toPem('CERTIFICATE', made.der),
      key: toPem('PRIVATE KEY', key.pkcs8),
    });
    running.push(server);
    const tls = { leafSha256: made.sha256, anchors: [made] };
    const proved = await proof({ ...subjectOf(server.port, leaves['self']!, { tls }), hostName: 'localhost' });
    expect(proved.passed).toBe(true);
    expect(line(proved, 'certificate').facts).toMatchObject({ name: 'localhost', developmentOnly: true });
    expect(line(proved, 'trust')).toMatchObject({ result: 'noted', facts: { by: 'development' } });
    const other = await proof({ ...subjectOf(server.port, leaves['self']!), hostName: 'localhost' });
    expect(line(other, 'certificate')).toMatchObject({
      reason: 'other-certificate',
      facts: { name: 'localhost', developmentOnly: true },
    });
  });
});

describe('What is not the service', () => {
  it('is nothing at all', async () => {
    const { port, close } = await serveRaw(() => undefined);
    await close();
    expect(said(await proof(subjectOf(port, leaves['good']!)))).toEqual([
      'reached failed refused',
      ...skippedFrom('tls', ...CERTIFICATE, ...KEYS),
    ]);
  });

  it('is a name without an address', async () => {
    const proved = await proof(subjectOf(443, leaves['good']!, { address: 'nowhere.invalid' }));
    expect(said(proved)[0]).toBe('reached failed name-not-found');
    expect(proved.url).toBe(`https://${hostName}/score`);
  });

  it('speaks plain HTTP on the port', async () => {
    const server = await serve(takesBothKeys);
    running.push(server);
    expect(said(await proof(subjectOf(server.port, leaves['good']!)))).toEqual([
      'reached passed',
      'tls failed plain-http',
      ...skippedFrom(...CERTIFICATE, ...KEYS),
    ]);
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['speaks something else', 'not-tls', { write: 'SSH-2.0-OpenSSH_9.2\r\n' }],
    ['cuts the connection', 'connection-cut', { end: true }],
    ['says nothing', 'timeout', {}],
  ] as const)('%s', async (_, reason, what) => {
    const server = await serveRaw((socket) => {
      if ('write' in what) socket.write(what.write);
      if ('end' in what) socket.destroy();
    });
    running.push(server);
    const options = reason === 'timeout' ? { millisecondsPerLine: 1000 } : {};
    const proved = await proof(subjectOf(server.port, leaves['good']!), options);
    expect(said(proved).slice(0, 3)).toEqual(['reached passed', `tls failed ${reason}`, 'certificate skipped']);
    expect(proved.passed).toBe(false);
  });

  it('ends the handshake', async () => {
    const { port } = await serving(leaves['good']!, [issuing, upper], takesBothKeys, {
      ALPNProtocols: ['h2'],
    });
    expect(said(await proof(subjectOf(port, leaves['good']!)))[1]).toBe('tls failed tls-alert');
  });
});

describe('Keys', () => {
  const service = (answer: Answer) => serving(leaves['good']!, [issuing, upper], answer);
  const keyLines = async (answer: Answer, options?: ProofOptions): Promise<readonly string[]> => {
    const { port } = await service(answer);
    return said(await proof(subjectOf(port, leaves['good']!), options)).slice(6);
  };

  it('that are not asked for are missed', async () => {
    const ok = { status: 200, body: '{}' };
    expect(await keyLines(() => ok)).toEqual([
      'no-key failed not-refused',
      'wrong-key failed not-refused',
      'primary-key passed',
      'secondary-key passed',
    ]);
  });

  it('that are compared without regard to case are found', async () => {
    const lines = await keyLines((key, body) =>
      key?.toLowerCase() === apiKeys.primary.toLowerCase() ? { status: 200, body: '{}' } : takesBothKeys(key, body),
    );
    expect(lines[1]).toBe('wrong-key failed not-refused');
  });

  it('of which the service has another are said to be refused', async () => {
    const lines = await keyLines((key, body) =>
      key === apiKeys.secondary ? takesBothKeys(undefined, body) : takesBothKeys(key, body),
    );
    expect(lines.slice(2)).toEqual(['primary-key passed', 'secondary-key failed key-refused']);
  });

  const withKey =
    (status: number, body: string): Answer =>
    (key, given) =>
      takesBothKeys(key, given).status === 401 ? takesBothKeys(key, given) : { status, body };
  it.each([
    [503, '{"error":{"code":"model_unavailable","message":"The model is not answering."}}', 'model-not-answering'],
    [504, '{"error":{"code":"model_timeout","message":"The model did not answer in time."}}', 'model-not-answering'],
    [503, 'I am loading', 'model-declined'],
    [500, 'Traceback', 'model-declined'],
    [422, '{"detail":"data"}', 'model-declined'],
    [302, '', 'model-declined'],
  ])('are accepted where the answer is %i %s: %s', async (status, body, reason) => {
    const { port } = await service(withKey(status, body));
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(said(proved).slice(8)).toEqual([`primary-key failed ${reason}`, `secondary-key failed ${reason}`]);
    expect(proved.answer).toBe(reason === 'model-declined' ? body : undefined);
    expect(line(proved, 'primary-key').facts['status']).toBe(status);
  });

  it('are not in the answer, even where the service sends them back', async () => {
    const { port } = await service((key, body) =>
      takesBothKeys(key, body).status === 401
        ? takesBothKeys(key, body)
        : { status: 200, body: `${key} and ${apiKeys.secondary} ${'x'.repeat(100_000)}` },
    );
    const proved = await proof(subjectOf(port, leaves['good']!));
    expect(proved.answer).toMatch(/^\[API key\] and \[API key\] x+$/u);
    expect(proved.answer).toHaveLength(4096);
  });

  it('are not asked about any more once nobody answers', async () => {
    let asked = 0;
    const { port } = await service((key, body) => {
      asked += 1;
      return asked === 1 ? takesBothKeys(key, body) : undefined;
    });
    const proved = await proof(subjectOf(port, leaves['good']!), { millisecondsPerLine: 2500 });
    expect(said(proved).slice(6)).toEqual([
      'no-key passed',
      'wrong-key failed timeout',
      ...skippedFrom('primary-key', 'secondary-key'),
    ]);
    expect(asked).toBe(2);
  });

  it('that are off are noted, and the model is called without', async () => {
    const { port } = await service(() => ({ status: 200, body: '{"predictions":[1]}' }));
    const { apiKeys: none, ...subject } = subjectOf(port, leaves['good']!);
    expect(none).toBeDefined();
    const proved = await proof(subject);
    expect(said(proved).slice(6)).toEqual(['open noted']);
    expect(proved).toMatchObject({ passed: true, answer: '{"predictions":[1]}' });
    const closed = await service(takesBothKeys);
    const refused = await proof({ ...subject, port: closed.port });
    expect(said(refused).slice(6)).toEqual(['open failed key-refused']);
    expect(refused.answer).toBeUndefined();
  });
});

describe('Without TLS', () => {
  const plain = (port: number, more: Partial<ProofSubject> = {}): ProofSubject => {
    const { tls: none, ...subject } = subjectOf(port, leaves['good']!, more);
    expect(none).toBeDefined();
    return subject;
  };

  it('keys are tried on this computer, where nobody is on the way', async () => {
    const server = await serve(takesBothKeys);
    running.push(server);
    const proved = await proof(plain(server.port));
    expect(said(proved)).toEqual(['reached passed', 'tls noted', ...KEYS.map((code) => `${code} passed`)]);
    expect(proved).toMatchObject({ passed: true, url: `http://${hostName}:${server.port}/score` });
  });

  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4')?.address;
  it.skipIf(elsewhere === undefined)('keys are not sent to another computer', async () => {
    const server = await serve(takesBothKeys, undefined, '0.0.0.0');
    running.push(server);
    const proved = await proof(plain(server.port, { address: elsewhere! }));
    expect(said(proved).slice(2)).toEqual([
      'no-key passed',
      'wrong-key passed',
      'primary-key skipped plain-http',
      'secondary-key skipped plain-http',
    ]);
    expect(server.seen, 'a random key alone').toHaveLength(1);
  });

  it('an answer that is cut is no answer', async () => {
    const server = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{')),
    );
    running.push(server);
    expect(said(await proof(plain(server.port)))[2]).toBe('no-key failed connection-cut');
  });

  it('what answers no HTTP is said to', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end('hello there, stranger\r\n\r\n')));
    running.push(server);
    expect(said(await proof(plain(server.port))).slice(2)).toEqual([
      'no-key failed not-http',
      ...skippedFrom('wrong-key', 'primary-key', 'secondary-key'),
    ]);
  });
});

describe('The proof', () => {
  it('ends when it is told to, with the reason it was given', async () => {
    const server = await serveRaw(() => undefined);
    running.push(server);
    const stop = new AbortController();
    const proving = prove(subjectOf(server.port, leaves['good']!), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(proving).rejects.toThrow('enough');
    await expect(prove(subjectOf(server.port, leaves['good']!), { signal: stop.signal })).rejects.toThrow('enough');
  });
});
