import { describe, expect, it } from 'vitest';
import { type Finding, findingCodes } from '../../shared/certificates/finding';
import { fileFormats } from '../../shared/certificates/contract';
import { type DomainFinding, domainFindingCodes } from '../../shared/dns/contract';
import type { Facts } from '../../shared/problem';
import { problemCodes } from '../../shared/problem-codes';
import { dateInWords } from '../../shared/dates';
import { domainFindingInWords } from '../../src-renderer/text/domain';
import { en } from '../../src-renderer/text/en';
import { findingInWords } from '../../shared/certificates/finding-words';
import { formatWords } from '../../src-renderer/text/formats';
import { keyInWords } from '../../src-renderer/text/keys';
import { problemInWords } from '../../src-renderer/text/problems';
import { shortened, size } from '../../src-renderer/text/quantities';
import { serviceWords } from '../../src-renderer/text/services';
import { startWords } from '../../src-renderer/text/start';
import { fingerprint } from './samples';

const now = new Date('2026-11-23T12:00:00Z');
const allFacts: Facts = {
  name: 'server.pfx',
  names: 'a.cert.pem, a.key.pem',
  algorithm: 'DSA',
  bits: 1024,
  iterations: 12_000_000,
  limit: 5_000_000,
  size: 25_000_000,
  what: 'pkcs12',
  kind: 'java-keystore',
  reason: 'no-space',
  reference: '7f3a',
  date: '2026-12-05T12:00:00Z',
  missing: 'Contoso Issuing CA 3',
  commonName: 'www.contoso.com',
  finding: 'key-missing',
};
const unwelcome =
  /\berror\b|failed|failure|oops|invalid|!|undefined|\bnull\b|\bNaN\b|\[object|illegal|please|sorry| {2}/iu;

/** A sentence as the house writes it. */
function expectSentence(sentence: string): void {
  expect(sentence).not.toMatch(unwelcome);
  expect(sentence).toMatch(/^\S.*[.?]$/u);
}

describe('problems', () => {
  describe.each(problemCodes)('%s', (code) => {
    it.each([
      ['all facts', allFacts],
      ['no facts', {}],
    ])('is said in sentences, with %s', (_, facts) => {
      const words = problemInWords({ code, facts });
      for (const sentence of [words.title, ...words.causes, words.next]) expectSentence(sentence);
      expect(words.title, 'no code in the first sentence').not.toContain(code);
    });
  });

  it.each([
    [true, /^Deploy what you chose since first/u],
    [false, /^Choose another certificate and deploy it first/u],
  ])('say what comes first where a service’s certificate was deleted: %s', (waits, next) => {
    const words = problemInWords({ code: 'service.certificate-gone', facts: { hostName: 'localhost', waits } });
    expect(words.title).toContain('localhost');
    expect(words.next).toMatch(next);
  });

  it.each(fileFormats)('say what to do with a file that is %s', (kind) => {
    const words = problemInWords({ code: 'certificate.other-kind', facts: { name: 'server.pfx', kind } });
    for (const sentence of [words.title, ...words.causes, words.next]) expectSentence(sentence);
    expect(words.title).toContain('server.pfx');
  });

  it.each(['no-space', 'no-permission', 'read-only', 'folder-missing', 'name', 'other'])(
    'say why nothing was written: %s',
    (reason) => {
      const words = problemInWords({ code: 'file.not-written', facts: { name: 'a.key.pem', reason } });
      expect(words.title).toBe('a.key.pem was not written.');
      for (const sentence of [...words.causes, words.next]) expectSentence(sentence);
    },
  );

  it('say why nothing was downloaded, each reason in its own words', () => {
    const reasons = ['offline', 'timeout', 'too-large', 'status', 'redirect', 'not-http', 'unknown'];
    const causes = reasons.flatMap(
      (reason) => problemInWords({ code: 'issuer.not-downloaded', facts: { reason } }).causes,
    );
    for (const sentence of causes) expectSentence(sentence);
    expect(new Set(causes).size).toBe(reasons.length);
  });

  it.each(['certificate', 'private-key', 'request', 'pkcs7', 'pkcs12', 'pem', 'public-key', 'crl'])(
    'say which part is damaged: %s',
    (what) => {
      const { title } = problemInWords({ code: 'certificate.damaged', facts: { name: 'a.pem', what } });
      expect(title).toMatch(/^a\.pem is damaged: .+ cannot be read\.$/u);
    },
  );

  it.each([
    ...['declined', 'consent', 'device-code', 'application', 'account', 'other-account', 'policy', 'other'].map(
      (reason) => ['sign-in.declined', { reason, entra: 'AADSTS50105', userName: 'adele@contoso.com' }] as const,
    ),
    ...['unknown-authority', 'name', 'dates', 'other'].map(
      (reason) => ['azure.tls-not-trusted', { reason, host: 'management.azure.com' }] as const,
    ),
    ...[
      'image-not-found',
      'image-not-allowed',
      'registry-busy',
      'no-capacity',
      'quota',
      'container-ends',
      'timeout',
    ].map((reason) => ['azure.operation-failed', { reason, name: 'churn-model', azure: 'InaccessibleImage' }] as const),
    ['azure.throttled', { seconds: 17 }],
    ['azure.throttled', { seconds: 600 }],
    ['azure.clock-wrong', { minutes: 40, direction: 'ahead' }],
    ['azure.forbidden', { userName: 'ravi@contoso.com', role: 'Reader', scope: 'subscription', name: 'Production' }],
    ['azure.quota-reached', { quota: 'StandardCores', limit: 10, region: 'westeurope' }],
  ] as const)('say what is behind %s, with %j', (code, facts) => {
    const words = problemInWords({ code, facts });
    for (const sentence of [words.title, ...words.causes, words.next]) {
      expectSentence(sentence);
      expect(sentence).not.toMatch(/AADSTS|Inaccessible/u);
    }
  });

  it('say of a missing role which, where and whom to ask', () => {
    const facts = { userName: 'ravi@contoso.com', role: 'Contributor', scope: 'resource-group', name: 'rg-analytics' };
    const words = problemInWords({ code: 'azure.forbidden', facts });
    expect(words.title).toBe('ravi@contoso.com is not allowed to do that in the resource group rg-analytics.');
    expect(words.next).toBe('Ask an owner of the resource group rg-analytics to give you the role Contributor.');
  });

  it('say of a wrong password what the product promises, to the letter', () => {
    const words = problemInWords({ code: 'certificate.wrong-password', facts: { name: 'server.p12' } });
    expect([words.title, ...words.causes, words.next].join(' ')).toBe(
      'server.p12 was not opened. The password is not the one this file was made with, or the file was made with another keyboard layout. Type it again; it is case-sensitive.',
    );
  });

  it('put the name of the file into the command that is shown, quoted where it has to be', () => {
    const words = problemInWords({
      code: 'certificate.other-kind',
      facts: { name: 'my keys.jks', kind: 'java-keystore' },
    });
    expect(words.next).toContain('-srckeystore "my keys.jks"');
  });

  it('name the file that the list knows and the problem does not', () => {
    const empty = problemInWords({ code: 'certificate.empty-file', facts: {} }, 'a.pem');
    expect(empty.title).toBe('a.pem is empty.');
    const unexpected = problemInWords({ code: 'unexpected', facts: {} }, 'a.pem');
    expect(unexpected.title).toMatch(/^a\.pem: /u);
  });

  it('keep the reference out of the sentences', () => {
    const words = problemInWords({ code: 'unexpected', facts: { reference: '7f3a' } });
    expect(words.reference).toBe('7f3a');
    expect([words.title, ...words.causes, words.next].join(' ')).not.toContain('7f3a');
  });
});

describe('findings', () => {
  const levels: readonly Finding['level'][] = ['blocks', 'warns', 'notes'];
  it.each(findingCodes)('%s says what is, why it matters and what to do', (code) => {
    for (const level of levels) {
      for (const facts of [allFacts, {}]) {
        const words = findingInWords({ code, level, facts }, now);
        for (const sentence of [words.what, words.why, words.fix ?? 'Nothing.']) expectSentence(sentence);
        expect(words.what).not.toBe(words.why);
      }
    }
  });

  /** These say what is put right when it is saved, or is good to know: there is nothing to do. */
  const forInformation: readonly string[] = [
    'root-left-out',
    'chain-wrong-order',
    'chain-strangers',
    'common-name-ignored',
    'cross-signed',
    'several-leaves',
  ];

  it.each(findingCodes.filter((code) => !forInformation.includes(code)))('%s names one thing to do', (code) => {
    expect(findingInWords({ code, level: 'warns', facts: {} }, now).fix).toBeDefined();
  });

  it('say a date in words and how far away it is', () => {
    const finding = {
      code: 'ends-soon',
      level: 'warns',
      facts: { name: 'a.example', date: '2026-12-05T12:00:00Z' },
    } as const;
    expect(findingInWords(finding, now).what).toBe('a.example ends on 5 December 2026 (in 12 days).');
  });

  it.each(findingCodes)('%s speaks of nothing that only one page has', (code) => {
    const facts = { ...allFacts, address: 'http://pki.contoso.com/ca3.crt' };
    const { what, why, fix = '' } = findingInWords({ code, level: 'blocks', facts }, now);
    expect(`${what} ${why} ${fix}`).not.toMatch(/button|\blist above|\bcard\b|\badd it here\b|when you save/u);
  });

  it.each(findingCodes)('%s does not speak of Azure where the service runs on this computer', (code) => {
    const facts = { ...allFacts, target: 'this-computer' };
    const { what, why, fix = '' } = findingInWords({ code, level: 'blocks', facts }, now);
    expect(`${what} ${why} ${fix}`).not.toContain('Azure');
  });

  it('say where an issuer that is missing can be had', () => {
    const facts = { missing: 'Issuing CA 3', address: 'http://pki.contoso.com/ca3.crt' };
    const { fix } = findingInWords({ code: 'chain-incomplete', level: 'blocks', facts }, now);
    expect(fix).toBe('Download it from http://pki.contoso.com/ca3.crt and add it.');
  });

  it.each([
    ['', 'Azure does not accept an EC P-256K key.', /^Services on Azure answer with RSA keys, or with EC keys/u],
    ['container-instances', 'Azure does not accept an EC P-256K key.', /^Services on Azure answer with RSA keys, or/u],
    ['fpga', 'Azure FPGA does not accept an EC P-256K key.', /RSA keys only\.$/u],
    ['this-computer', 'The gateway on this computer does not accept an EC P-256K key.', /^It answers with RSA keys/u],
  ])('say which keys the servers of a target take: %s', (target, what, why) => {
    const facts = { algorithm: 'EC P-256K', target };
    const words = findingInWords({ code: 'key-type-unsupported', level: 'blocks', facts }, now);
    expect(words.what).toBe(what);
    expect(words.why).toMatch(why);
  });

  it.each(['expired', 'ends-soon'] as const)(
    'send the user for another intermediate, not for a renewal: %s',
    (code) => {
      const facts = { name: 'Issuing CA 3', date: '2026-11-13T12:00:00Z', role: 'intermediate' };
      expect(findingInWords({ code, level: 'blocks', facts }, now).fix).toMatch(/certificate of Issuing CA 3/u);
    },
  );
});

describe('findings about a host name', () => {
  const levels: readonly DomainFinding['level'][] = ['blocks', 'warns', 'notes'];
  const facts: Facts = {
    hostName: 'model.contoso.com',
    ascii: 'xn--bcher-kva.de',
    display: 'bücher.de',
    address: '192.0.2.7',
    suffix: 'co.uk',
    domain: 'contoso.com',
    nameServers: 'ns1.contoso.com',
    addresses: '192.0.2.7',
    line: '127.0.0.1 model.contoso.com',
  };
  const further: readonly Facts[] = [
    {},
    { provider: 'Azure DNS', alias: 'www.contoso.com', use: 'nowhere', here: false, fits: false },
    { addresses: '', alias: 'www.contoso.com', use: 'inside', here: true, fits: true, system: 'linux' },
  ];

  it.each(domainFindingCodes)('%s says what is and why it matters', (code) => {
    for (const level of levels) {
      for (const these of [{}, ...further.map((more) => ({ ...facts, ...more }))]) {
        const words = domainFindingInWords({ code, level, facts: these });
        for (const sentence of [words.what, words.why, words.fix ?? 'Nothing.']) expectSentence(sentence);
        expect(words.what).not.toBe(words.why);
      }
    }
  });

  it.each(domainFindingCodes)('%s names one thing to do where it blocks or warns', (code) => {
    if (code === 'leads-here' || code === 'not-pointing-yet') return;
    for (const level of ['blocks', 'warns'] as const) {
      for (const these of [{}, facts]) {
        expect(domainFindingInWords({ code, level, facts: these }).fix).toBeDefined();
      }
    }
  });

  it.each([
    ['win32', 'C:\\Windows\\System32\\drivers\\etc\\hosts', 'Run as administrator'],
    ['darwin', '/etc/hosts', 'Finder'],
    ['linux', '/etc/', 'file manager'],
  ])('say for %s alone how the hosts file is changed', (system, path, program) => {
    const finding = { code: 'hosts-line-needed', level: 'warns', facts: { ...facts, system } } as const;
    const { fix } = domainFindingInWords(finding);
    expect(fix).toContain('127.0.0.1 model.contoso.com');
    expect(fix).toContain(path);
    expect(fix).toContain(program);
    expect(fix!.match(/On (?:Windows|a Mac|Linux)/gu)).toHaveLength(1);
  });

  it('name the provider of the zone, or its name servers where it is not known', () => {
    const hostedBy = (provider: string): string =>
      domainFindingInWords({ code: 'hosted-by', level: 'notes', facts: { ...facts, provider } }).what;
    expect(hostedBy('Azure DNS')).toBe('The DNS of contoso.com is hosted by Azure DNS.');
    expect(hostedBy('')).toBe('The DNS of contoso.com is at ns1.contoso.com.');
  });
});

describe('dates', () => {
  it.each([
    ['2026-11-23T12:00:00Z', '23 November 2026 (today)'],
    ['2026-11-24T12:00:00Z', '24 November 2026 (tomorrow)'],
    ['2027-03-14T12:00:00Z', '14 March 2027 (in 3 months)'],
    ['2031-11-24T12:00:00Z', '24 November 2031 (in 5 years)'],
    ['2026-11-13T12:00:00Z', '13 November 2026 (10 days ago)'],
    ['9999-12-31T23:59:59Z', 'no end date'],
    ['10000-06-15T12:00:00Z', '15 June 10000 (in 7973 years)'],
  ])('%s is %s', (instant, words) => {
    expect(dateInWords(instant, now).replace('7,973', '7973')).toBe(words);
  });

  it('are shown as they are when they are no dates', () => {
    expect(dateInWords('soon', now)).toBe('soon');
    expect(dateInWords('-0001-06-15T12:00:00Z', now)).not.toContain('Invalid');
  });
});

describe('other words', () => {
  it('name keys by kind and strength', () => {
    const spkiSha256 = fingerprint('x');
    expect(keyInWords({ algorithm: 'RSA', bits: 2048, spkiSha256 })).toBe('RSA, 2048 bits');
    expect(keyInWords({ algorithm: 'EC', bits: 256, curve: 'P-256', spkiSha256 })).toBe('EC, P-256');
    expect(keyInWords({ algorithm: 'Ed25519', bits: 256, spkiSha256 })).toBe('Ed25519');
    expect(keyInWords({ algorithm: '1.2.3.4', spkiSha256 })).toBe('unknown kind (1.2.3.4)');
  });

  it('have a name for every file format', () => {
    for (const format of fileFormats) expect(formatWords[format]).toMatch(/\S/u);
  });

  it('count and measure as a person does', () => {
    expect(en.files.contents(1, 1, 0)).toBe('1 certificate, 1 private key');
    expect(en.files.contents(3, 0, 2)).toBe('3 certificates, 2 certificate requests');
    expect(shortened(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more');
    expect(size(25_000_000)).toBe('25 MB');
    expect(en.files.summary(3, 3, 0, 0, 0)).toBe('3 files');
    expect(en.files.summary(3, 1, 1, 0, 1)).toBe('3 files: 1 needs a password, 1 not read, 1 read');
  });

  it('never scold', () => {
    // The names of states are not said.
    const said = JSON.stringify([en, serviceWords, startWords]).replaceAll(/"[\w-]+":/gu, '');
    expect(said).not.toMatch(/\berror\b|failed|oops|invalid|!/iu);
  });
});
