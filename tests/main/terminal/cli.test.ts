import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  makeDevelopmentAuthority,
  makeDevelopmentCertificate,
} from '../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import { certificatesToPem } from '../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../src-main/certificates/private-key/make-private-key';
import { runCli } from '../../../src-main/cli';
import { nodeTerminal, type Terminal } from '../../../src-main/terminal/terminal';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';

let factory: CertificateFactory;
let path: (name: string) => string;

beforeAll(() => {
  factory = createCertificateFactory();
  path = factory.path;
  const { leaf, intermediate } = makeUsualChain(factory);
  factory.makePfx('server.pfx', leaf, { password: 'geheim', issuer: intermediate, args: ['-name', 'mein Schlüssel'] });
  writeFileSync(path('password.txt'), 'geheim\nanother line\n');
  writeFileSync(path('page.pem'), '<html></html>');
});
afterAll(() => factory.remove());

async function latchkey(args: readonly string[], typed?: string) {
  let output = '';
  let complaints = '';
  const onto = (add: (text: string) => void) => ({ isTTY: false, write: (text: unknown) => (add(String(text)), true) });
  const terminal: Terminal = {
    ...nodeTerminal(
      onto((text) => (output += text)),
      onto((text) => (complaints += text)),
    ),
    askPassword: async () => typed,
  };
  const code = await runCli(args, terminal);
  return { code, output, complaints, json: () => JSON.parse(output) as Record<string, never> };
}

describe('latchkey inspect', () => {
  it('prints one document with an entry for each file in the order of the call', async () => {
    const { code, json } = await latchkey([
      'inspect',
      path('server.pfx'),
      path('leaf.csr'),
      '--json',
      '--password-file',
      path('password.txt'),
    ]);
    expect(code).toBe(0);
    const fingerprint = factory.openssl('x509', '-in', path('leaf.crt'), '-noout', '-fingerprint', '-sha256');
    const sha256 = fingerprint.split('=')[1]?.trim().replaceAll(':', '').toLowerCase();
    const spkiSha256 = expect.stringMatching(/^[0-9a-f]{64}$/u);
    expect(json()).toEqual({
      files: [
        {
          path: path('server.pfx'),
          format: 'pkcs12',
          certificates: [
            {
              sha256,
              subject: 'CN=www.contoso.test',
              issuer: 'CN=Contoso Issuing CA 3,O=Contoso',
              serialNumber: expect.stringMatching(/^[0-9a-f]{40}$/u),
              notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u),
              notAfter: expect.stringMatching(/Z$/u),
              dnsNames: ['www.contoso.test', 'contoso.test'],
              ipAddresses: ['10.0.0.7'],
              isCertificateAuthority: false,
              selfSigned: false,
              signatureAlgorithm: 'sha256WithRSAEncryption',
              publicKey: { algorithm: 'RSA', bits: 2048, spkiSha256 },
              friendlyName: 'mein Schlüssel',
            },
            expect.objectContaining({ subject: 'CN=Contoso Issuing CA 3,O=Contoso', isCertificateAuthority: true }),
          ],
          privateKeys: [{ algorithm: 'RSA', bits: 2048, spkiSha256, encrypted: true }],
          requests: [],
          problem: null,
        },
        {
          path: path('leaf.csr'),
          format: 'pem',
          certificates: [],
          privateKeys: [],
          requests: [{ subject: 'CN=www.contoso.test', dnsNames: [], spkiSha256 }],
          problem: null,
        },
      ],
    });
  });

  it('does not let a problem in one file hide another, and answers 1', async () => {
    const { code, json } = await latchkey(['inspect', '--json', path('page.pem'), path('gone.pem'), path('leaf.crt')]);
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      files: [
        { format: 'html', problem: { code: 'certificate.other-kind', facts: { kind: 'html' } } },
        { format: 'unknown', problem: { code: 'file.not-found' } },
        { problem: null, certificates: [{}] },
      ],
    });
  });

  it('handles a list of files with a password each', async () => {
    const lines = [
      { path: path('server.pfx'), password: 'geheim' },
      { path: path('server.pfx'), password: 'falsch' },
      { path: path('server.pfx') },
    ];
    writeFileSync(path('list'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { code, json } = await latchkey(['inspect', '--json', '--list', path('list')]);
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      files: [
        { problem: null, privateKeys: [{}] },
        { problem: { code: 'certificate.wrong-password' }, certificates: [] },
        { problem: { code: 'certificate.password-needed' } },
      ],
    });
  });

  it('says of a certificate that was made for development that it is for nothing else', async () => {
    const options = { hostNames: [parseHostName('localhost')], days: 1, now: new Date() };
    const made = makeDevelopmentCertificate(await makePrivateKey('ec-p256'), options);
    writeFileSync(path('made.pem'), certificatesToPem([made]));
    const { output } = await latchkey(['inspect', path('made.pem'), path('leaf.crt')]);
    const lines = output.split('\n').filter((line) => line.startsWith('  certificate'));
    expect(lines).toEqual([
      expect.stringMatching(/localhost, .*, for development only$/u),
      expect.not.stringContaining('development'),
    ]);
    const { json } = await latchkey(['inspect', path('made.pem'), path('leaf.crt'), '--json']);
    expect(json()).toMatchObject({ files: [{ certificates: [{ developmentOnly: true }] }, {}] });
    expect(JSON.stringify(json()).match(/developmentOnly/gu)).toHaveLength(1);
  });

  it('asks on a terminal where a password is needed, and shows it nowhere', async () => {
    const { code, output, complaints } = await latchkey(['inspect', path('server.pfx')], 'geheim');
    expect(code).toBe(0);
    expect(output).toContain('www.contoso.test, contoso.test, 10.0.0.7, issued by Contoso Issuing CA 3');
    expect(output + complaints).not.toContain('geheim');
  });
});

describe('With --json', () => {
  const gone = { code: 'file.not-found', facts: { name: 'nope.pem' } };

  it.each([
    ['check', ['nope.pem'], { certificates: [], problems: [gone] }],
    ['convert', ['nope.pem', '--out', 'converted'], { written: [], problems: [gone] }],
    ['inspect', ['leaf.crt', '--password-file', 'nope.pem'], { files: [], problems: [gone] }],
  ])('%s says in its document what stopped it, and answers 1', async (command, args, document) => {
    const { code, complaints, json } = await latchkey([
      command,
      ...args.map((arg) => (arg.startsWith('-') ? arg : path(arg))),
      '--json',
    ]);
    expect([code, complaints]).toEqual([1, '']);
    expect(json()).toEqual(document);
  });

  it('a call that makes no sense is no document, and answers 2', async () => {
    const { code, output } = await latchkey(['check', '--json']);
    expect([code, output]).toEqual([2, '']);
  });
});

describe('A folder', () => {
  const folder = () => path('delivery');

  beforeAll(() => {
    mkdirSync(folder());
    for (const name of ['leaf.crt', 'leaf.key', 'intermediate.crt', 'root.crt']) {
      writeFileSync(path(`delivery/${name}`), factory.read(name));
    }
    writeFileSync(path('delivery/README.txt'), 'Put these on the server.\n');
    writeFileSync(path('delivery/picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    writeFileSync(path('delivery/old.log.gz'), Buffer.from('1f8b0800000000000003', 'hex'));
  });

  it.each([
    ['check', []],
    ['inspect', []],
    ['convert', ['--out', 'converted']],
  ])('may hold what stands beside certificates every day: %s answers 0', async (command, [option, out]) => {
    const rest = option === undefined ? [] : [option, path(out ?? '')];
    const { code, output, complaints } = await latchkey([command, folder(), ...rest]);
    expect([code, complaints]).toEqual([0, '']);
    expect(output).not.toContain('README');
  });

  it.each(['check', 'inspect'])('does not hide from %s what was named itself', async (command) => {
    const { code, output, complaints } = await latchkey([command, path('leaf.crt'), path('delivery/README.txt')]);
    expect(code).toBe(1);
    expect(output + complaints).toContain('README.txt');
  });

  it('does not hide a file that may be a certificate and is damaged', async () => {
    mkdirSync(path('damaged'));
    writeFileSync(path('damaged/leaf.crt'), factory.read('leaf.crt').subarray(0, 300));
    expect((await latchkey(['inspect', path('damaged')])).code).toBe(1);
  });
});

describe('What a certificate is called', () => {
  /** A line break with a line that looks like Latchkey's, the colour green, C1's CSI, and text that is turned around. */
  const hostile = 'a\n  notes   faked\r\u001b[32m\u009b1m\u202eb';
  const shown = String.raw`a\u000a  notes   faked\u000d\u001b[32m\u009b1m\u202eb`;
  let certificate: string;

  beforeAll(async () => {
    const now = new Date();
    const privateKey = await makePrivateKey('ec-p256');
    const authority = makeDevelopmentAuthority(privateKey, { computer: hostile, now });
    const hostNames = [parseHostName('www.contoso.test')];
    const signer = { certificate: authority, privateKey };
    const leaf = makeDevelopmentCertificate(await makePrivateKey('ec-p256'), { hostNames, days: 1, now, signer });
    certificate = path('hostile.pem');
    writeFileSync(certificate, certificatesToPem([leaf, authority]));
  });

  it.each(['inspect', 'check'])(
    'begins no line in %s and commands no terminal: it is shown for what it is',
    async (command) => {
      const { output, complaints } = await latchkey([command, certificate]);
      expect(output).toContain(shown);
      // oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
      expect(output + complaints).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
      expect(output.split('\n').filter((line) => line.startsWith('  notes   faked'))).toEqual([]);
    },
  );

  it.each(['inspect', 'check'])('comes out of the document of %s as it is', async (command) => {
    const { output, json } = await latchkey([command, certificate, '--json']);
    // oxlint-disable-next-line no-control-regex -- control characters are exactly what is meant
    expect(output.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/u);
    expect(JSON.stringify(json())).toContain(JSON.stringify(hostile).slice(1, -1));
  });

  it('begins no line in what is complained of, where a file is called so', async () => {
    const file = path('x\nlatchkey: all is well\u001b[0m.pem');
    writeFileSync(file, '');
    const { complaints } = await latchkey(['check', file]);
    expect(complaints.split('\n')).toHaveLength(2);
    expect(complaints).toContain(String.raw`x\u000alatchkey: all is well\u001b[0m.pem is empty.`);
  });
});

describe('latchkey check', () => {
  const files = () => ['leaf.crt', 'leaf.key', 'intermediate.crt', 'root.crt'].map((name) => path(name));

  it('answers 0 where nothing blocks, and prints every finding with why it matters and what to do', async () => {
    const { code, json } = await latchkey(['check', ...files(), '--host', 'www.contoso.test', '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      certificates: [
        {
          name: 'www.contoso.test',
          chain: ['www.contoso.test', 'Contoso Issuing CA 3', 'Contoso Root'],
          findings: [
            {
              code: 'private-authority',
              level: 'warns',
              facts: { name: 'Contoso Root' },
              what: expect.any(String),
              why: expect.any(String),
              fix: expect.any(String),
            },
            { code: 'root-left-out', level: 'notes', what: expect.any(String), why: expect.any(String) },
          ],
          ready: true,
        },
      ],
      problems: [],
    });
  });

  it.each([
    [[], 'Azure does not need it: clients have their own copy.'],
    [['--target', 'this-computer'], 'The gateway on this computer does not need it: clients have their own copy.'],
  ])('speaks of the target that was named: %j', async (target, sentence) => {
    const { output } = await latchkey(['check', ...files(), ...target]);
    expect(output.split('\n').map((line) => line.trim())).toContain(sentence);
  });

  it('answers 1 and names the nearest names where the host name is not covered', async () => {
    const { code, output } = await latchkey(['check', ...files(), '--host', 'api.contoso.test']);
    expect(code).toBe(1);
    expect(output).toMatch(/^ {2}blocks {2}.* not for api\.contoso\.test\. \(host-name-not-covered\)$/mu);
    expect(output).toMatch(/^ {10}.* www\.contoso\.test/mu);
  });

  it('says of a finding in a line each what is, why it matters and the one fix', async () => {
    const { output } = await latchkey(['check', path('leaf.crt')]);
    expect(output).toContain(
      [
        '  blocks  The private key is not here. (key-missing)',
        '          A server proves with its private key that the certificate is its own. Without it the service cannot start.',
        '          Add the .key or .pfx file that belongs to this certificate. It was made where the certificate was requested.',
      ].join('\n'),
    );
  });

  it('says a date and how far away it is, as the window does', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4000 * 86_400_000 });
    const { output } = await latchkey(['check', ...files()]).finally(() => vi.useRealTimers());
    expect(output).toMatch(/blocks {2}.* ended on \d+ \w+ \d{4} \(\d+ \w+ ago\)\. \(expired\)/u);
  });

  it('answers 1 where a file has a problem or there is no server certificate', async () => {
    expect((await latchkey(['check', path('page.pem')])).code).toBe(1);
    expect((await latchkey(['check', path('root.crt')])).code).toBe(1);
  });

  it.each([
    ['a host name that is none', ['--host', 'a b']],
    ['a target that is none', ['--target', 'moon']],
  ])('answers 2 for %s', async (_, args) => {
    expect((await latchkey(['check', ...files(), ...args])).code).toBe(2);
  });
});

describe('latchkey convert', () => {
  it('writes the certificate with its chain and the private key, named after the first host name', async () => {
    const { code, json } = await latchkey([
      'convert',
      path('server.pfx'),
      '--out',
      path('new/folder'),
      '--password-file',
      path('password.txt'),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(json()).toEqual({
      written: [
        { path: path('new/folder/www.contoso.test.cert.pem'), kind: 'certificate' },
        { path: path('new/folder/www.contoso.test.key.pem'), kind: 'private-key' },
      ],
      problems: [],
    });
    expect(statSync(path('new/folder/www.contoso.test.key.pem')).mode & 0o777).toBe(0o600);
    factory.openssl(
      'verify',
      '-CAfile',
      path('root.crt'),
      '-untrusted',
      path('new/folder/www.contoso.test.cert.pem'),
      path('new/folder/www.contoso.test.cert.pem'),
    );
  });

  it('puts together what stands in several files', async () => {
    const { code, output } = await latchkey([
      'convert',
      path('leaf.crt'),
      path('leaf.key'),
      path('intermediate.crt'),
      '--out',
      path('parts'),
      '--name',
      'n',
    ]);
    expect(code).toBe(0);
    expect(readdirSync(path('parts')).sort()).toEqual(['n.cert.pem', 'n.key.pem']);
    expect(output).toContain('keep it like a password');
    expect(readFileSync(path('parts/n.cert.pem'), 'utf8').match(/BEGIN/gu)).toHaveLength(2);
  });

  it('replaces files only with --force', async () => {
    mkdirSync(path('taken'));
    writeFileSync(path('taken/n.key.pem'), 'precious');
    const call = ['convert', path('leaf.crt'), path('leaf.key'), '--out', path('taken'), '--name', 'n'];
    expect(await latchkey(call)).toMatchObject({ code: 1, complaints: expect.stringContaining('n.key.pem') });
    expect(readFileSync(path('taken/n.key.pem'), 'utf8')).toBe('precious');
    expect((await latchkey([...call, '--force'])).code).toBe(0);
  });

  it('says what is missing where a certificate has no private key', async () => {
    const { code, json } = await latchkey(['convert', path('leaf.crt'), '--out', path('x'), '--json']);
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      written: [],
      problems: [{ code: 'certificate.not-ready', facts: { finding: 'key-missing' } }],
    });
  });

  it('says when there is no certificate for a server at all', async () => {
    const { code, json } = await latchkey(['convert', path('root.crt'), '--out', path('x'), '--json']);
    expect(code).toBe(1);
    expect(json()).toMatchObject({ problems: [{ code: 'certificate.none-to-convert' }] });
  });
});

describe('A call that makes no sense', () => {
  it.each([
    ['no file', ['inspect']],
    ['no folder to write to', ['convert', 'a.pem']],
    ['an unknown option', ['inspect', 'a.pem', '--what']],
    ['an unknown command', ['frobnicate']],
  ])('answers 2 and says how it is called: %s', async (_, args) => {
    const { code, output, complaints } = await latchkey(args);
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(complaints).toContain('latchkey inspect FILE');
  });

  it('prints help when asked', async () => {
    expect(await latchkey(['help'])).toMatchObject({ code: 0, output: expect.stringContaining('latchkey convert') });
  });
});
