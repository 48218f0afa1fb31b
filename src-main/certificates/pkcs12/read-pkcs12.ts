import { AppError } from '../../app-error';
import { Asn1Error, childrenOf, type Element, isContext, readElement } from '../asn1/ber';
import { octetsOf, oidOf, sequenceOf, smallIntegerOf } from '../asn1/values';
import { createGuesses, type Guesses, mayGuess } from '../encryption/limits';
import { type PasswordEncoding, passwordEncodings, wipe, wipeEncodings } from '../encryption/password-encodings';
import { readPasswordBasedEncryption } from '../encryption/pbe';
import { type Bag, type CertificateBag, type PrivateKeyBag, readAuthenticatedSafe, type Unlock } from './bags';
import { type Mac, readMac } from './mac';

/** What a PKCS#12 file holds, in its order, byte-identical repetitions left out. */
export interface Pkcs12Contents {
  readonly certificates: readonly CertificateBag[];
  readonly privateKeys: readonly PrivateKeyBag[];
  /** Why a part could not be read where others could: its encryption is unknown, or has another password. */
  readonly unread: AppError | undefined;
}

/** What is tried on a part of the file. */
interface Attempts {
  readonly password: string | undefined;
  readonly encodings: readonly PasswordEncoding[];
  /** For the empty password, where none was given. */
  readonly guesses: Guesses;
}

/**
 * Reads a PKCS#12 file under password privacy and password integrity (RFC 7292). Nothing is returned before
 * the authentication code is verified, where there is one. Without a password the empty one is tried where
 * that is cheap: `guesses` is shared by all that one file holds. `integrityPassword` is for the rare file whose code has a
 * password of its own.
 * @throws {AppError} certificate.password-needed, certificate.wrong-password, certificate.unsupported-encryption,
 * certificate.too-many-iterations
 * @throws {Asn1Error} where the structure is damaged.
 */
export async function readPkcs12(
  file: Uint8Array | Element,
  password: string | undefined,
  integrityPassword: string | undefined = password,
  guesses: Guesses = createGuesses(),
): Promise<Pkcs12Contents> {
  const { content, mac } = readPfx(file instanceof Uint8Array ? readElement(file) : file);
  const encodings = passwordEncodings(password ?? '');
  const macEncodings = integrityPassword === password ? encodings : passwordEncodings(integrityPassword ?? '');
  try {
    // The derivations that run in libuv's pool start first; JavaScript works on the code meanwhile.
    const verified = Promise.resolve().then(() =>
      verify(mac, content, { password: integrityPassword, encodings: macEncodings, guesses }),
    );
    const reading = readAuthenticatedSafe(content, unlockWith({ password, encodings, guesses }, verified));
    // Where the code doesn't verify, that is what is reported, whatever else goes wrong.
    const [, bags] = await settleInOrder(verified, reading);
    return contentsOf(bags);
  } finally {
    wipeEncodings([...encodings, ...macEncodings]);
  }
}

const DATA = '1.2.840.113549.1.7.1';

function readPfx(pfx: Element): { content: Uint8Array; mac: Mac | undefined } {
  const [version, authSafe, macData] = sequenceOf(pfx);
  smallIntegerOf(version);
  const [identifier, wrapped] = sequenceOf(authSafe);
  const type = oidOf(identifier);
  // Signed data: integrity by a public key, which neither OpenSSL nor anything else in use writes.
  if (type !== DATA) throw new AppError('certificate.unsupported-encryption', { algorithm: type });
  if (!isContext(wrapped, 0)) throw new Asn1Error('PKCS#12 without content');
  const content = octetsOf(childrenOf(wrapped)[0]);
  return { content, mac: macData && readMac(macData) };
}

/** The encoding under which the code verifies; undefined where the file has none. */
async function verify(
  mac: Mac | undefined,
  content: Uint8Array,
  { password, encodings, guesses }: Attempts,
): Promise<PasswordEncoding | undefined> {
  if (!mac) return undefined;
  if (password === undefined && !mayGuess(guesses, mac.iterations, encodings.length)) throw refusal(password);
  for (const encoding of encodings) {
    if (await mac.verify(content, encoding)) return encoding;
  }
  throw refusal(password);
}

/** Tries the likeliest encoding at once where that costs JavaScript no time, and everything else once the code is verified. */
function unlockWith(
  { password, encodings, guesses }: Attempts,
  verified: Promise<PasswordEncoding | undefined>,
): Unlock {
  return async (algorithm, data, isPlain) => {
    const encryption = readPasswordBasedEncryption(algorithm);
    if (password === undefined && !mayGuess(guesses, encryption.iterations, encodings.length)) throw refusal(password);
    const attempt = async (encoding: PasswordEncoding): Promise<Uint8Array | undefined> => {
      const plain = await encryption.decrypt(data, encoding);
      if (plain && isPlain(plain)) return plain;
      if (plain) wipe(plain);
      return undefined;
    };
    const [likeliest] = encodings;
    const early = encryption.runsInPool && likeliest !== undefined;
    const [proven, first] = await settleInOrder(verified, early ? attempt(likeliest) : Promise.resolve(undefined));
    if (first) return first;
    const order = new Set(proven && encodings.includes(proven) ? [proven, ...encodings] : encodings);
    if (early) order.delete(likeliest);
    for (const encoding of order) {
      const plain = await attempt(encoding);
      if (plain) return plain;
    }
    throw refusal(password);
  };
}

function refusal(password: string | undefined): AppError {
  return new AppError(password === undefined ? 'certificate.password-needed' : 'certificate.wrong-password');
}

/** Both values once both are settled; the first one's reason goes before the second's. */
async function settleInOrder<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function contentsOf(bags: readonly Bag[]): Pkcs12Contents {
  const certificates = distinct(
    bags.filter((bag) => bag.kind === 'certificate'),
    ({ der }) => der,
  );
  const privateKeys = distinct(
    bags.filter((bag) => bag.kind === 'private-key'),
    ({ pkcs8 }) => pkcs8,
  );
  const unread = bags.find((bag) => bag.kind === 'problem')?.problem;
  if (unread && certificates.length + privateKeys.length === 0) throw unread;
  return { certificates, privateKeys, unread };
}

function distinct<T>(items: readonly T[], bytesOf: (item: T) => Uint8Array): T[] {
  return items.filter(
    (item, i) => items.findIndex((other) => Buffer.compare(bytesOf(other), bytesOf(item)) === 0) === i,
  );
}
