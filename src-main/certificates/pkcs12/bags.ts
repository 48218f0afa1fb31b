import { AppError } from '../../app-error';
import { Asn1Error, childrenOf, type Element, isContext, isUniversal, readElement, TAG } from '../asn1/ber';
import { octetsOf, oidOf, segments, sequenceOf, setOf, textOf } from '../asn1/values';
import { wipe } from '../encryption/password-encodings';
import { privateKeyInfoIn } from '../private-key/encrypted-pkcs8';

/** A certificate of a PKCS#12 file: its bytes as the file has them, in a copy of their own. */
export interface CertificateBag {
  readonly kind: 'certificate';
  readonly der: Uint8Array;
  readonly friendlyName?: string;
  /** Lower-case hexadecimal; a key and its certificate have the same. */
  readonly localKeyId?: string;
}

/** A private key of a PKCS#12 file. SECURITY: `pkcs8` is secret, in a copy of its own. */
export interface PrivateKeyBag {
  readonly kind: 'private-key';
  /** PrivateKeyInfo, as the file has it once decrypted. */
  readonly pkcs8: Uint8Array;
  readonly encrypted: boolean;
  readonly friendlyName?: string;
  readonly localKeyId?: string;
}

/** What a part of the file came to; a problem keeps other parts from nothing. */
export type Bag = CertificateBag | PrivateKeyBag | { readonly kind: 'problem'; readonly problem: AppError };

/** Decrypts under an AlgorithmIdentifier to bytes that `isPlain` accepts. @throws {AppError} */
export type Unlock = (
  algorithm: Element | undefined,
  data: Uint8Array,
  isPlain: (bytes: Uint8Array) => boolean,
) => Promise<Uint8Array>;

/**
 * Reads an AuthenticatedSafe: the bags in all its parts, nested ones included (RFC 7292 section 4).
 * Bags of other kinds (CRLs, secrets, SDSI certificates) are passed over.
 * @throws {Asn1Error} where the structure is damaged.
 */
export async function readAuthenticatedSafe(content: Uint8Array, unlock: Unlock): Promise<readonly Bag[]> {
  return allOf(sequenceOf(readElement(content)), (part) => orProblem(readPart(part, unlock)));
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

async function readPart(part: Element, unlock: Unlock): Promise<readonly Bag[]> {
  const [identifier, wrapped] = sequenceOf(part);
  const type = oidOf(identifier);
  const value = explicit(wrapped);
  if (type === DATA) return readSafeContents(readElement(octetsOf(value)), unlock, false);
  // Data encrypted for a public key among others: a password is no help.
  if (type !== ENCRYPTED_DATA) throw new AppError('certificate.unsupported-encryption', { algorithm: type });
  const [, encrypted] = sequenceOf(value);
  const [, algorithm, data] = sequenceOf(encrypted);
  if (!isContext(data, 0)) throw new Asn1Error('encrypted data without content');
  const plain = await unlock(algorithm, segments(data), isSequence);
  try {
    return await readSafeContents(readElement(plain), unlock, true);
  } finally {
    wipe(plain);
  }
}

async function readSafeContents(contents: Element, unlock: Unlock, encrypted: boolean): Promise<readonly Bag[]> {
  return allOf(sequenceOf(contents), (bag) => orProblem(readBag(bag, unlock, encrypted)));
}

type ReadBag = (value: Element, names: Names, unlock: Unlock, encrypted: boolean) => Promise<readonly Bag[]>;

async function readBag(bag: Element, unlock: Unlock, encrypted: boolean): Promise<readonly Bag[]> {
  const [identifier, wrapped, attributes] = sequenceOf(bag);
  const read = BAGS.get(oidOf(identifier));
  return read ? read(explicit(wrapped), namesIn(attributes), unlock, encrypted) : [];
}

/** RFC 7292 section 4.2. */
const BAGS: ReadonlyMap<string, ReadBag> = new Map([
  ['1.2.840.113549.1.12.10.1.1', readKeyBag],
  ['1.2.840.113549.1.12.10.1.2', readShroudedKeyBag],
  ['1.2.840.113549.1.12.10.1.3', readCertificateBag],
  ['1.2.840.113549.1.12.10.1.6', (value, _names, unlock, encrypted) => readSafeContents(value, unlock, encrypted)],
]);

async function readKeyBag(value: Element, names: Names, _unlock: Unlock, encrypted: boolean): Promise<readonly Bag[]> {
  const pkcs8 = privateKeyInfoIn(value.bytes);
  if (!pkcs8) throw new Asn1Error('key bag without a private key');
  return [{ kind: 'private-key', pkcs8: new Uint8Array(pkcs8), encrypted, ...names }];
}

async function readShroudedKeyBag(value: Element, names: Names, unlock: Unlock): Promise<readonly Bag[]> {
  const [algorithm, data] = sequenceOf(value);
  const plain = await unlock(algorithm, octetsOf(data), (bytes) => privateKeyInfoIn(bytes) !== undefined);
  const pkcs8 = new Uint8Array(privateKeyInfoIn(plain) ?? []);
  wipe(plain);
  return [{ kind: 'private-key', pkcs8, encrypted: true, ...names }];
}

const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

async function readCertificateBag(value: Element, names: Names): Promise<readonly Bag[]> {
  const [identifier, wrapped] = sequenceOf(value);
  if (oidOf(identifier) !== X509_CERTIFICATE) return [];
  return [{ kind: 'certificate', der: new Uint8Array(octetsOf(explicit(wrapped))), ...names }];
}

interface Names {
  readonly friendlyName?: string;
  readonly localKeyId?: string;
}

const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

/** The attributes are there for people: a malformed one is passed over. */
function namesIn(attributes: Element | undefined): Names {
  if (!isUniversal(attributes, TAG.SET)) return {};
  const values = new Map(childrenOf(attributes).map(attributeOf));
  const friendlyName = orUndefined(() => textOf(values.get(FRIENDLY_NAME)));
  const localKeyId = orUndefined(() => Buffer.from(octetsOf(values.get(LOCAL_KEY_ID))).toString('hex'));
  return { ...(friendlyName !== undefined && { friendlyName }), ...(localKeyId !== undefined && { localKeyId }) };
}

function attributeOf(attribute: Element): [oid: string, value: Element | undefined] {
  const [identifier, values] = sequenceOf(attribute);
  return [oidOf(identifier), setOf(values)[0]];
}

function explicit(wrapped: Element | undefined): Element {
  if (!isContext(wrapped, 0)) throw new Asn1Error('content expected');
  const [value] = childrenOf(wrapped);
  if (!value) throw new Asn1Error('content expected');
  return value;
}

function isSequence(bytes: Uint8Array): boolean {
  return orUndefined(() => sequenceOf(readElement(bytes)).every((bag) => sequenceOf(bag).length >= 2)) ?? false;
}

async function orProblem(bags: Promise<readonly Bag[]>): Promise<readonly Bag[]> {
  try {
    return await bags;
  } catch (error) {
    if (error instanceof AppError) return [{ kind: 'problem', problem: error }];
    throw error;
  }
}

/** All are started before the first is awaited, so that their derivations run side by side. */
async function allOf(
  elements: readonly Element[],
  read: (element: Element) => Promise<readonly Bag[]>,
): Promise<Bag[]> {
  const found = await Promise.all(elements.map(read));
  return found.flat();
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Error) return undefined;
    throw error;
  }
}
