import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileContents } from '../../../src-main/certificates/read';
import { createZipRoom, openZip } from '../../../src-main/certificates/zip';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';

let factory: CertificateFactory;
let leaf: Uint8Array;
let intermediate: Uint8Array;
let key: Uint8Array;
let pfx: Uint8Array;

beforeAll(() => {
  factory = createCertificateFactory();
  const chain = makeUsualChain(factory);
  leaf = factory.read('leaf.crt');
  intermediate = factory.read('intermediate.crt');
  key = factory.read('leaf.key');
  pfx = readFileSync(factory.makePfx('server.pfx', chain.leaf, { password: 'secret' }));
  mkdirSync(factory.path('delivery/Zertifikate für Büro'), { recursive: true });
  writeFileSync(factory.path('delivery/www.crt'), leaf);
  writeFileSync(factory.path('delivery/Zertifikate für Büro/zwischen.crt'), intermediate);
  writeFileSync(factory.path('delivery/readme.txt'), 'Thank you for your order.');
});
afterAll(() => factory.remove());

/** Runs a program in the folder of the delivery. */
function pack(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd: factory.path('delivery'), stdio: 'pipe' });
}

function has(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function read(files: Zippable, password?: string) {
  return readFileContents(zipSync(files), password);
}

/** The code of the problem and what was found, in numbers. */
async function summary(bytes: Uint8Array, password?: string) {
  const { format, certificates, privateKeys, requests, problem } = await readFileContents(bytes, password);
  return [format, certificates.length, privateKeys.length, requests.length, problem?.code];
}

describe('A ZIP that another program made', () => {
  it.skipIf(!has('zip', '-v'))('is read: Info-ZIP, from files and through a pipe', async () => {
    pack('zip', '-r', '-X', '../info.zip', '.');
    expect(await summary(factory.read('info.zip'))).toEqual(['zip', 2, 0, 0, undefined]);
    // Through pipes it writes data descriptors and 64-bit sizes.
    pack('sh', '-c', 'cat www.crt | zip - - | cat > ../piped.zip');
    expect(await summary(factory.read('piped.zip'))).toEqual(['zip', 1, 0, 0, undefined]);
  });

  it.skipIf(!has('jar', '--version'))('is read: jar', async () => {
    pack('jar', '--create', '--no-manifest', '--file', '../made.jar', '.');
    expect(await summary(factory.read('made.jar'))).toEqual(['zip', 2, 0, 0, undefined]);
  });

  it.skipIf(!has('python3', '--version'))(
    'is read: Python, deflated, stored, streamed and with 64-bit sizes',
    async () => {
      const script = [
        'import sys, zipfile',
        'for name, method in (("deflated", zipfile.ZIP_DEFLATED), ("stored", zipfile.ZIP_STORED)):',
        '  with zipfile.ZipFile(f"../{name}.zip", "w", method) as z:',
        '    z.write("www.crt"); z.write("Zertifikate für Büro/zwischen.crt"); z.comment = b"x" * 300',
        'class Stream:',
        '  def __init__(self, f): self.f = f',
        '  def write(self, b): return self.f.write(b)',
        '  def flush(self): pass',
        'with open("../streamed.zip", "wb") as f, zipfile.ZipFile(Stream(f), "w", zipfile.ZIP_DEFLATED) as z: z.write("www.crt")',
        'with zipfile.ZipFile("../long.zip", "w") as z, z.open("www.crt", "w", force_zip64=True) as e: e.write(open("www.crt", "rb").read())',
      ];
      pack('python3', '-c', script.join('\n'));
      expect(await summary(factory.read('deflated.zip'))).toEqual(['zip', 2, 0, 0, undefined]);
      expect(await summary(factory.read('stored.zip'))).toEqual(['zip', 2, 0, 0, undefined]);
      expect(await summary(factory.read('streamed.zip'))).toEqual(['zip', 1, 0, 0, undefined]);
      expect(await summary(factory.read('long.zip'))).toEqual(['zip', 1, 0, 0, undefined]);
    },
  );

  it.skipIf(!has('zip', '-v'))(
    'is refused as encrypted where its entries are, next to those that are not',
    async () => {
      pack('zip', '-P', 'secret', '../locked.zip', 'www.crt');
      expect(await summary(factory.read('locked.zip'), 'secret')).toEqual([
        'zip',
        0,
        0,
        0,
        'certificate.zip-encrypted',
      ]);
      pack('cp', '../locked.zip', '../half.zip');
      pack('zip', '../half.zip', 'Zertifikate für Büro/zwischen.crt');
      expect(await summary(factory.read('half.zip'))).toEqual(['zip', 1, 0, 0, 'certificate.zip-encrypted']);
    },
  );
});

describe('What is in a ZIP', () => {
  it('is put together from all of its files, whatever their names', async () => {
    const zip = Buffer.from(
      zipSync({ 'one.txt': leaf, 'two.txt': intermediate, __PROTO__: key, '1': strToU8('hello') }),
    );
    const rename = (from: string, to: string): void => {
      for (let at = zip.indexOf(from); at !== -1; at = zip.indexOf(from)) zip.write(to, at, 'latin1');
    };
    rename('two.txt', 'one.txt');
    rename('__PROTO__', '__proto__');
    expect(await summary(zip)).toEqual(['zip', 2, 1, 0, undefined]);
  });

  it('opens with the password where a file needs one, and asks for it', async () => {
    const files = { 'server.pfx': pfx, 'ca.crt': intermediate };
    expect(await summary(zipSync(files))).toEqual(['zip', 1, 0, 0, 'certificate.password-needed']);
    expect(await summary(zipSync(files), 'wrong')).toEqual(['zip', 1, 0, 0, 'certificate.wrong-password']);
    expect(await summary(zipSync(files), 'secret')).toEqual(['zip', 2, 1, 0, undefined]);
  });

  it('does not suffer from what systems and authorities put beside it', async () => {
    const files = {
      'www.crt': leaf,
      '__MACOSX/._www.crt': leaf.subarray(0, 100),
      '.DS_Store': Uint8Array.of(0x30, 0x80, 1),
      'order/': new Uint8Array(),
      'readme.txt': strToU8('Install the certificate.'),
      'manual.pdf': strToU8('%PDF-1.7'),
      'install.htm': strToU8('<html></html>'),
      install: strToU8('<!DOCTYPE html><html></html>'),
      empty: new Uint8Array(),
    };
    expect(await summary(zipSync(files))).toEqual(['zip', 1, 0, 0, undefined]);
  });

  it('is nothing where only notes are in it, or nothing at all', async () => {
    expect((await read({ 'readme.txt': strToU8('hello'), 'a.html': strToU8('<html>') })).problem?.code).toBe(
      'certificate.nothing-found',
    );
    expect((await read({})).problem?.code).toBe('certificate.nothing-found');
  });

  it('is found in a ZIP inside the ZIP, and not in one inside that', async () => {
    const inner = zipSync({ 'www.crt': leaf });
    expect(await summary(zipSync({ 'inner.zip': inner }))).toEqual(['zip', 1, 0, 0, undefined]);
    const { problem } = await read({ 'middle.zip': zipSync({ 'inner.zip': inner }) });
    expect(problem).toEqual({ code: 'certificate.other-kind', facts: { kind: 'zip' } });
  });
});

it('A ZIP packed by a rare method is told as such, and its other files are read', async () => {
  const zip = Buffer.from(zipSync({ 'ca.crt': intermediate, 'www.crt': leaf }));
  const LZMA = 14;
  zip.writeUInt16LE(LZMA, zip.lastIndexOf(Buffer.from('504b0102', 'hex')) + 10);
  expect(await summary(zip)).toEqual(['zip', 1, 0, 0, 'certificate.zip-method']);
});

describe('A ZIP that is not what it says', () => {
  it('is too large where its files, each a text of thousands, hold more certificates than one text may', async () => {
    const many = Buffer.from(Buffer.from(leaf).toString('latin1').repeat(7000));
    const { problem, certificates } = await readFileContents(
      zipSync({ 'a.pem': many, 'b.pem': many, 'c.pem': many }),
      undefined,
    );
    expect(problem).toEqual(tooLarge);
    expect(certificates).toEqual([]);
    // Those of a ZIP inside are counted once.
    const inside = await readFileContents(
      zipSync({ 'inner.zip': zipSync({ 'a.pem': many, 'b.pem': many }) }),
      undefined,
    );
    expect(inside.certificates).toHaveLength(14_000);
  });

  const damaged = { code: 'certificate.damaged', facts: { what: 'zip' } };
  const tooLarge = { code: 'certificate.zip-too-large', facts: {} };

  it('is damaged where an octet of an entry changed, and the other entries are read', async () => {
    const zip = zipSync({ 'www.crt': [leaf, { level: 0 }], 'ca.crt': [intermediate, { level: 0 }] });
    const at = Buffer.from(zip).indexOf('-----END');
    zip[at - 20] = (zip[at - 20] ?? 0) ^ 1;
    const contents = await readFileContents(zip, undefined);
    expect(contents.certificates).toHaveLength(1);
    expect(contents.problem).toEqual(damaged);
  });

  it('is damaged where it was cut short anywhere', async () => {
    const zip = zipSync({ 'www.crt': leaf });
    for (let length = 4; length < zip.length; length += 7)
      expect((await readFileContents(zip.subarray(0, length), undefined)).problem).toEqual(damaged);
  });

  it('is too large by what its entries say, before any is unpacked', async () => {
    const zip = zipSync({ 'www.crt': leaf, 'zeros.bin': new Uint8Array(50_000_000) });
    expect(await readFileContents(zip, undefined)).toMatchObject({ certificates: [], problem: tooLarge });
  });

  it('has too many entries where there are more than 2,000, those of the ZIPs inside it counted', async () => {
    const files = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`n${index}`, new Uint8Array()]));
    const tooMany = { code: 'certificate.zip-too-many', facts: { limit: 2000 } };
    expect((await read(files)).problem).toEqual(tooMany);
    const half = zipSync(Object.fromEntries(Object.entries(files).slice(1000)));
    expect(await read({ 'www.crt': leaf, 'a.zip': half, 'b.zip': half })).toMatchObject({
      certificates: [{}],
      problem: tooMany,
    });
  });

  it('shares one limit with the ZIPs inside it', async () => {
    const inner = zipSync({ 'zeros.bin': new Uint8Array(30_000_000) });
    const contents = await read({ 'www.crt': leaf, 'a.zip': inner, 'b.zip': inner });
    expect(contents.certificates).toHaveLength(1);
    expect(contents.problem).toEqual(tooLarge);
  });

  it('is damaged where an entry unpacks to more than it says', () => {
    const zip = Buffer.from(zipSync({ a: [new Uint8Array(1000), { level: 9 }] }));
    zip.writeUInt32LE(10, zip.readUInt32LE(zip.length - 6) + 24);
    const [entry] = openZip(zip, createZipRoom());
    expect(entry?.unpack()).toMatchObject({ code: 'certificate.damaged' });
  });

  it('is damaged where many entries share the same bytes', () => {
    const data = deflateRawSync(new Uint8Array(1_000_000));
    const header = Buffer.alloc(47);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(8, 10);
    header.writeUInt32LE(data.length, 20);
    header.writeUInt16LE(1, 28);
    header.write('a', 46);
    const local = Buffer.alloc(31);
    local.writeUInt32LE(0x04034b50, 0);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1900, 10);
    end.writeUInt32LE(local.length + data.length, 16);
    const zip = Buffer.concat([local, data, ...Array.from({ length: 1900 }, () => header), end]);
    // 1,900 times a kilobyte is more than the file has.
    expect(() => openZip(zip, createZipRoom())).toThrow('certificate.damaged');
  });
});
