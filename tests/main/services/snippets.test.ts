import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeDevelopmentAuthority,
  makeDevelopmentCertificate,
} from '../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../src-main/certificates/host-names/host-name';
import { toPem } from '../../../src-main/certificates/pem';
import { makePrivateKey } from '../../../src-main/certificates/private-key/make-private-key';
import { type Call, exampleInOneLine } from '../../../src-main/services/snippets/call';
import { forPowerShell, inDoubleQuotes } from '../../../src-main/services/snippets/quote';
import { snippetsFor } from '../../../src-main/services/snippets/snippets';
import { askForApiKey } from '../../../shared/services/api-key-variable';
import { type Snippet, snippetLanguages } from '../../../shared/services/contract';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';
import { apiKeys, type Listening, serve, takesBothKeys } from '../../support/scoring-server';

const run = promisify(execFile);
type Language = Snippet['language'];
/** Those that are on every machine that runs the tests. */
const executed = ['curl', 'Python', 'JavaScript'] as const satisfies readonly Language[];
const programs = {
  curl: { file: 'call.sh', command: 'sh' },
  Python: { file: 'call.py', command: 'python3' },
  JavaScript: { file: 'call.mjs', command: 'node' },
} as const;

const example = '{"data": [[5.1, 3.5]]}';
const trustFile = 'trust me, it’s $HOME.pem';
let factory: CertificateFactory;
let server: Listening;
let bodies: string[];

beforeAll(async () => {
  factory = createCertificateFactory();
  const { root, intermediate } = makeUsualChain(factory);
  const leaf = factory.make('localhost', {
    subject: '/CN=localhost',
    issuer: intermediate,
    extensions: ['subjectAltName=DNS:localhost'],
  });
  writeFileSync(factory.path(trustFile), readFileSync(root.certificate));
  const cert = Buffer.concat([leaf.certificate, intermediate.certificate].map((path) => readFileSync(path)));
  bodies = [];
  server = await serve(
    (key, body) => {
      bodies.push(body);
      return takesBothKeys(key, '{}');
    },
    { cert, key: readFileSync(leaf.key) },
  );
});
afterAll(async () => {
  await server.close();
  factory.remove();
});

const callTo = ({ port }: Listening, more: Partial<Call> = {}): Call => ({
  url: `https://localhost:${port}/score`,
  example,
  keyAuthentication: true,
  trustFile,
  ...more,
});

const codeOf = (language: Language, call: Call): string =>
  snippetsFor(call).find((snippet) => snippet.language === language)!.code;

/** What `create_default_context` asks for since Python 3.13, for the versions before. */
const asPython313 = `import ssl
default_context = ssl.create_default_context
def strict_context(**options):
    context = default_context(**options)
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    return context
ssl.create_default_context = strict_context
`;

/** Runs a program as a user would, in the folder where the certificate file is. */
async function execute(language: (typeof executed)[number], code: string, environment: Record<string, string> = {}) {
  const { file, command } = programs[language];
  writeFileSync(factory.path(file), code);
  const env = {
    PATH: process.env['PATH'],
    HOME: factory.folder,
    LANG: 'C.UTF-8',
    LATCHKEY_API_KEY: apiKeys.primary,
    // What the JavaScript says in its first line.
    ...(language === 'JavaScript' && { NODE_EXTRA_CA_CERTS: trustFile }),
    ...environment,
  };
  return run(command, [file], { cwd: factory.folder, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (failure: { code: number; stdout: string }) => ({ code: failure.code, stdout: failure.stdout }),
  );
}

it('The line that asks for the key gives it to what runs after it, and shows it nowhere', async () => {
  writeFileSync(factory.path('call.sh'), codeOf('curl', callTo(server)));
  writeFileSync(factory.path('terminal.sh'), `${askForApiKey['macOS and Linux']}\nsh call.sh\n`);
  const terminal = execFile('bash', ['terminal.sh'], { cwd: factory.folder, env: { PATH: process.env['PATH'] } });
  const said: string[] = [];
  for (const stream of [terminal.stdout, terminal.stderr]) stream?.on('data', (piece: string) => said.push(piece));
  terminal.stdin?.end(`${apiKeys.primary}\n`);
  const [code] = (await once(terminal, 'close')) as [number];
  expect(code).toBe(0);
  expect(said.join('')).toContain('0.42');
  expect(said.join('')).not.toContain(apiKeys.primary);
});

describe.each(executed)('The snippet for %s', (language) => {
  it('prints the prediction of a service whose certificate a root of one’s own vouches for', async () => {
    const { code, stdout } = await execute(language, codeOf(language, callTo(server)));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ predictions: [0.42], given: {} });
    expect(bodies.pop()).toBe(example);
  });

  it('does not go through with another key, and says so by how it ends', async () => {
    const { code } = await execute(language, codeOf(language, callTo(server)), { LATCHKEY_API_KEY: 'another' });
    expect(code).not.toBe(0);
  });

  it('trusts nobody else: without the file there is no call', async () => {
    const { trustFile: none, ...call } = callTo(server);
    expect(none).toBeDefined();
    const asked = server.seen.length;
    const { code } = await execute(language, codeOf(language, call), { NODE_EXTRA_CA_CERTS: '' });
    expect(code).not.toBe(0);
    expect(server.seen).toHaveLength(asked);
  });

  it('sends no key where none is asked for', async () => {
    const asked = server.seen.length;
    const code = codeOf(language, callTo(server, { keyAuthentication: false }));
    await execute(language, code);
    expect(code).not.toMatch(/authorization|LATCHKEY_API_KEY/iu);
    expect(server.seen).toHaveLength(asked);
  });

  it('trusts a development certificate, signed by itself or by the authority of this computer', async () => {
    const now = new Date();
    const [key, authorityKey] = await Promise.all([makePrivateKey('ec-p256'), makePrivateKey('ec-p256')]);
    const options = { hostNames: [parseHostName('localhost')], days: 30, now };
    const self = makeDevelopmentCertificate(key, options);
    const authority = makeDevelopmentAuthority(authorityKey, { now, computer: 'anas-laptop' });
    const signer = { certificate: authority, privateKey: authorityKey };
    const signed = makeDevelopmentCertificate(key, { ...options, signer });
    for (const [leaf, anchor] of [
      [self, self],
      [signed, authority],
    ] as const) {
      const cert = toPem('CERTIFICATE', leaf.der);
      const here = await serve(takesBothKeys, { cert, key: toPem('PRIVATE KEY', key.pkcs8) });
      writeFileSync(factory.path('development.pem'), toPem('CERTIFICATE', anchor.der));
      const strict = language === 'Python' ? asPython313 : '';
      const code = strict + codeOf(language, callTo(here, { trustFile: 'development.pem' }));
      const { stdout } = await execute(language, code, { NODE_EXTRA_CA_CERTS: 'development.pem' });
      await here.close();
      expect(stdout).toContain('0.42');
    }
  });

  it('sends any example as it is', async () => {
    const examples = fc.sample(nasty, { numRuns: 150, seed: 4 });
    const calls = examples.map((text) => callTo(server, { example: text }));
    bodies.length = 0;
    // All in one program: each on its own would take minutes.
    const whole = calls.map((call) => codeOf(language, call));
    const code = language === 'JavaScript' ? whole.map((one) => `{\n${one}}\n`).join('') : whole.join('');
    expect(await execute(language, code)).toMatchObject({ code: 0 });
    expect(bodies).toEqual(calls.map((call) => exampleInOneLine(call)));
  });
});

const endings = [`'`, `"`, '`', `'''`, `"""`, '‘', '’', '\n', '\r\n', '\t', '#', '//', '*/', '@x', 'JSON', ' ', '  '];
const escapes = ['\\', '$', '${x}', '$(id)', '`id`', '!!', '%s', '{0}', '\\n', '\\u0041', '\\x41'];
const letters = [
  '\u2028',
  '\u2029',
  '\u0085',
  '\u200b',
  '\ufeff',
  '\u202e',
  '\u0001',
  '\u007f',
  'Größe',
  '東京',
  '😀',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
];

/** Text that ends strings, begins escapes, substitutions and comments, or can't be seen. */
const fragment = fc.oneof(
  fc.constantFrom(...endings, ...escapes, ...letters),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const words = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));
const json = fc
  .tuple(
    fc.dictionary(words, fc.oneof(words, fc.array(words), fc.double({ noNaN: true }))),
    fc.constantFrom(0, 2, '\t'),
  )
  .map(([value, space]) => JSON.stringify(value, undefined, space));
/** What is no JSON must not get out of its quotes either; a zero octet is no part of any program. */
const nasty = fc.oneof(json, words).filter((text) => !text.includes('\0'));

describe('The example', () => {
  it('means the same in one line', () => {
    fc.assert(
      fc.property(json, (text) => {
        const line = exampleInOneLine({ example: text });
        expect(line).not.toMatch(/[\r\n]/u);
        expect(JSON.parse(line)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('comes back out of a string of PowerShell, read by its rules', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readPowerShell(forPowerShell(text))).toBe(text);
      }),
    );
  });

  it('comes back out of a string of C#, read by its rules', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readCSharp(inDoubleQuotes(text))).toBe(text);
      }),
    );
  });
});

/** A verbatim string: two quotes, typographic ones included, are one; a single one would end it. */
function readPowerShell(literal: string): string {
  expect(literal).toMatch(/^'(?:[^'‘’‚‛]|'{2}|‘{2}|’{2}|‚{2}|‛{2})*'$/u);
  return literal.slice(1, -1).replaceAll(/(['‘’‚‛])\1/gu, '$1');
}

/** A regular string literal, ECMA-334 section 6.4.5.6, as far as it is written here; what is not allowed in one ends the test. */
function readCSharp(literal: string): string {
  expect(literal).toMatch(/^"(?:[^"\\\r\n\u0085\u2028\u2029]|\\["\\]|\\u[0-9a-f]{4})*"$/u);
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gu, (_, unit: string | undefined, letter: string) =>
      unit === undefined ? letter : String.fromCharCode(Number.parseInt(unit, 16)),
    );
}

describe('The snippets', () => {
  it('are there for every language, in the order of the contract', () => {
    expect(snippetsFor(callTo(server)).map(({ language }) => language)).toEqual(snippetLanguages);
  });

  it.each(snippetLanguages)('for %s name address, example, file and where the key comes from', (language) => {
    const code = codeOf(language, callTo(server, { trustFile: 'contoso-root.pem' }));
    expect(code).toContain(`https://localhost:${server.port}/score`);
    expect(code).toContain('5.1, 3.5');
    expect(code).toContain('contoso-root.pem');
    expect(code).toContain('LATCHKEY_API_KEY');
    expect(code).toMatch(/\S\n$/u);
    const { trustFile: none, ...call } = callTo(server, { keyAuthentication: false });
    expect(none).toBeDefined();
    const bare = codeOf(language, call);
    expect(bare).not.toMatch(/LATCHKEY|bearer|authorization|\.pem|CA_CERTS|\bssl\b|X509/iu);
  });

  it('never turn verification off', () => {
    const all = [callTo(server), callTo(server, { keyAuthentication: false })].flatMap((call) => snippetsFor(call));
    for (const { code } of all) {
      expect(code).not.toMatch(
        /insecure|-k\b|CERT_NONE|rejectUnauthorized|REJECT_UNAUTHORIZED|verifypeer|Skip|Callback/iu,
      );
    }
  });

  it('call an IPv6 address, whose brackets mean something to curl', () => {
    const call = callTo(server, { url: `https://[::1]:1/score?x=[1-2]` });
    expect(codeOf('curl', call)).toContain('--globoff');
    expect(codeOf('curl', callTo(server))).not.toContain('--globoff');
  });
});
