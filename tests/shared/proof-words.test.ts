import { describe, expect, it } from 'vitest';
import { proofCodes, type ProofLine, proofReasons } from '../../shared/proof/contract';
import { proofLineInWords } from '../../shared/proof/words';

const unwelcome = /\berror\b|failed|failure|oops|invalid|!|undefined|null|NaN|\[object|illegal|please|sorry| {2}/iu;
const allFacts: ProofLine['facts'] = {
  address: '20.50.1.2',
  port: 443,
  hostName: 'www.contoso.com',
  version: 'TLS 1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  name: 'www.contoso.com',
  notBefore: '2026-12-14T12:00:00Z',
  notAfter: '2027-03-14T12:00:00Z',
  days: 90,
  sent: 2,
  missing: 'Contoso Issuing CA 3',
  violation: 'path-too-long',
  by: 'authority',
  status: 503,
  milliseconds: 84,
};
const results: readonly ProofLine['result'][] = ['passed', 'failed', 'noted', 'skipped'];

/** A sentence or more, as the house writes them. */
function expectSentences(text: string): void {
  expect(text).not.toMatch(unwelcome);
  expect(text).toMatch(/^\S.*\.$/u);
  expect(text, 'a capital only where a sentence or a name begins').not.toMatch(/[a-z,] (The|It|This|A) /u);
}

describe('A line of the proof', () => {
  for (const code of proofCodes) {
    describe.each(results)(`${code} %s`, (result) => {
      it.each([undefined, ...proofReasons])('is said in sentences: %s', (reason) => {
        for (const facts of [
          allFacts,
          {},
          { ...allFacts, by: 'development', developmentOnly: true, days: 0 },
          { ...allFacts, by: 'public' },
        ]) {
          const { says, why, next } = proofLineInWords({ code, result, facts, ...(reason && { reason }) });
          for (const text of [says, why, next]) if (text !== undefined) expectSentences(text);
          expect(says, 'one sentence').not.toMatch(/\. [A-Z].*\. /u);
          expect(says).not.toMatch(/\b(no-key|wrong-key|primary-key|tls-alert)\b/u);
        }
      });

      it('says why and what to do where it did not pass, and no more than it has to where it did', () => {
        const words = proofLineInWords({ code, result, facts: allFacts });
        if (result === 'failed') {
          expect(words.why).toBeDefined();
          expect(words.next).toBeDefined();
          expect(words.why).not.toBe(words.says);
        }
        if (result === 'passed' || result === 'skipped') expect(Object.keys(words)).toEqual(['says']);
      });
    });
  }

  it.each<[ProofLine, string]>([
    [
      { code: 'tls', result: 'passed', facts: { hostName: 'www.contoso.com', version: 'TLS 1.3' } },
      'www.contoso.com answers over TLS 1.3.',
    ],
    [
      {
        code: 'certificate',
        result: 'passed',
        facts: { name: 'www.contoso.com', notAfter: '2027-03-14T12:00:00Z', days: 112 },
      },
      'It serves the certificate you chose, www.contoso.com (ends 14 March 2027, in 112 days).',
    ],
    [
      {
        code: 'certificate',
        result: 'passed',
        facts: { name: 'www.contoso.com', notAfter: '2027-03-14T12:00:00Z', days: 12 },
      },
      'It serves the certificate you chose, www.contoso.com (ends 14 March 2027, in 12 days).',
    ],
    [
      {
        code: 'certificate',
        result: 'passed',
        facts: { name: 'localhost', developmentOnly: true, notAfter: '2027-03-14T12:00:00Z', days: 12 },
      },
      'It serves the certificate you chose, localhost (development only, ends 14 March 2027, in 12 days).',
    ],
    [
      { code: 'chain', result: 'passed', facts: { sent: 2 } },
      'The whole chain is sent: strict clients will accept it.',
    ],
    [{ code: 'no-key', result: 'passed', facts: { status: 401, milliseconds: 3 } }, 'Without a key it answers 401.'],
    [
      { code: 'primary-key', result: 'passed', facts: { status: 200, milliseconds: 84 } },
      'With the primary key: 200 in 84 ms.',
    ],
    [
      { code: 'no-key', result: 'failed', reason: 'not-refused', facts: { status: 200, milliseconds: 3 } },
      'Without a key it answers 200, and not 401.',
    ],
  ])('reads as the screens have it: %o', (line, says) => {
    expect(proofLineInWords(line).says).toBe(says);
  });

  it('that the model declined says that the key was accepted', () => {
    const line = { code: 'primary-key', result: 'failed', reason: 'model-declined', facts: { status: 422 } } as const;
    expect(proofLineInWords(line).why).toMatch(/^The key was accepted, and the model declined/u);
  });

  it.each<[ProofLine['code'], NonNullable<ProofLine['reason']>, RegExp]>([
    ['certificate', 'other-certificate', /^It showed another certificate, localhost \(development only\): /u],
    ['certificate', 'expired', /^localhost \(development only\) ended\.$/u],
    ['chain', 'chain-refused', /^localhost \(development only\) is for other purposes/u],
    ['trust', 'not-trusted', /^It leads to localhost \(development only\), which/u],
  ])('that names a development certificate says what it is: %s %s', (code, reason, why) => {
    const facts = { name: 'localhost', developmentOnly: true, violation: 'wrong-purpose' };
    expect(proofLineInWords({ code, result: 'failed', reason, facts }).why).toMatch(why);
  });

  it('of a certificate that ended names the one that did', () => {
    const facts = { name: 'Contoso Issuing CA 3', notAfter: '2026-03-14T12:00:00Z' };
    const line = { code: 'chain', result: 'failed', reason: 'expired', facts } as const;
    expect(proofLineInWords(line).why).toBe('Contoso Issuing CA 3 ended on 14 March 2026.');
  });
});
