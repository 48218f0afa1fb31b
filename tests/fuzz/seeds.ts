import { zipSync } from 'fflate';
import { corpusEntries, corpusFile } from '../support/corpus';
import { createCertificateFactory, makeUsualChain } from '../support/openssl';
import type { Seed } from './make-input';

/** The files of the corpus, where it is there. */
export function corpusSeeds(): readonly Seed[] {
  return corpusEntries().map(({ path, password }) => ({
    name: path,
    bytes: corpusFile(path),
    ...(password !== undefined && { password }),
  }));
}

/** Files made on the spot by openssl: a chain, a PFX of several kinds, a request, a PKCS#7, and ZIPs of them. */
export function madeSeeds(): readonly Seed[] {
  const factory = createCertificateFactory();
  try {
    const { leaf, intermediate } = makeUsualChain(factory);
    const password = 'fuzz';
    const plain = ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'];
    factory.makePfx('usual.pfx', leaf, { password, issuer: intermediate, args: ['-iter', '1000'] });
    // Nothing in it is encrypted: mutations reach what is inside.
    factory.makePfx('plain.pfx', leaf, { password, issuer: intermediate, args: plain });
    factory.openssl(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      leaf.certificate,
      '-certfile',
      intermediate.certificate,
      '-out',
      'chain.p7b',
    );
    for (const name of ['leaf', 'intermediate', 'root'])
      factory.openssl('x509', '-in', `${name}.crt`, '-outform', 'DER', '-out', `${name}.der`);
    const chain = Buffer.concat(['leaf.crt', 'intermediate.crt', 'root.crt'].map((name) => factory.read(name)));
    const names = [
      'leaf.crt',
      'leaf.key',
      'leaf.der',
      'intermediate.der',
      'root.der',
      'leaf.csr',
      'plain.pfx',
      'chain.p7b',
    ];
    return [
      ...names.map((name) => ({ name: `made ${name}`, bytes: factory.read(name) })),
      { name: 'made usual.pfx', bytes: factory.read('usual.pfx'), password },
      { name: 'made chain.pem', bytes: chain },
      { name: 'made delivery.zip', bytes: zipSync({ 'www/leaf.crt': factory.read('leaf.crt'), 'chain.pem': chain }) },
      { name: 'made server.zip', bytes: zipSync({ 'server.pfx': factory.read('usual.pfx') }, { level: 0 }), password },
    ];
  } finally {
    factory.remove();
  }
}
