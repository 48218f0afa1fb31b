import { describe, expect, it } from 'vitest';
import { findPemBlocks } from '../../../src-main/certificates/pem';
import { readCertificate } from '../../../src-main/certificates/x509/certificate';
import { judgeCertificates } from '../../../src-main/proof/judge-certificates';
import { corpusFile, hasCorpus } from '../../support/corpus';

/** As a public server sent it, leaf first. */
function publicChain() {
  const text = Buffer.from(corpusFile('rustcrypto/x509-cert__tests__examples__crates.io-chain.pem')).toString();
  return findPemBlocks(text).blocks.map(({ der }) => readCertificate(der!));
}

describe('A certificate of a public authority', () => {
  it.skipIf(!hasCorpus)('is trusted by everybody where its intermediates are sent, and not complete without', () => {
    const sent = publicChain();
    const [leaf] = sent;
    const { sha256: leafSha256, notBefore } = leaf!;
    const now = new Date(Date.parse(notBefore) + 86_400_000);
    const shown = { hostName: 'crates.io', leafSha256, anchors: [], now };
    const judged = judgeCertificates({ ...shown, sent });
    expect(judged.map(({ code, result }) => `${code} ${result}`)).toEqual([
      'certificate passed',
      'name passed',
      'chain passed',
      'trust passed',
    ]);
    expect(judged[3]?.facts).toEqual({ by: 'public' });
    const alone = judgeCertificates({ ...shown, sent: sent.slice(0, 1) });
    expect(alone[2]).toMatchObject({ result: 'failed', reason: 'chain-incomplete' });
    expect(alone[3]).toMatchObject({ result: 'skipped' });
  });
});
