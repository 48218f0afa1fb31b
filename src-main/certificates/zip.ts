import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '../app-error';

/** One file of a ZIP, still packed. */
export interface ZipEntry {
  readonly name: string;
  /** Its bytes, or why there are none, which is no trouble of the other entries: `certificate.zip-encrypted`, `certificate.zip-method`, `certificate.damaged`. */
  readonly unpack: () => Uint8Array | AppError;
}

/** What may still be unpacked: shared by a ZIP and those inside it, and used up by opening them. */
export interface ZipRoom {
  bytes: number;
  entries: number;
  /** What was read takes more memory than its bytes. */
  certificates: number;
}

/** Certificates are small: more than this is something else, or made to fill the memory. */
const MAXIMUM_BYTES = 50_000_000;
const MAXIMUM_ENTRIES = 2000;
/** As many as in one text. */
const MAXIMUM_CERTIFICATES = 20_000;

/** Room for one file and everything in it. */
export function createZipRoom(): ZipRoom {
  return { bytes: MAXIMUM_BYTES, entries: MAXIMUM_ENTRIES, certificates: MAXIMUM_CERTIFICATES };
}

/**
 * Lists the files of a ZIP in the order of its central directory (APPNOTE.TXT section 4.3). Folders, and what systems and
 * authorities put beside certificates, are left out. An entry is unpacked when it is asked for.
 * @throws {AppError} `certificate.zip-too-large`, `certificate.zip-too-many` and `certificate.damaged`
 */
export function openZip(bytes: Uint8Array, room: ZipRoom): readonly ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const headers = readDirectory(zip).filter(({ name }) => !NEIGHBOURS.test(name));
    // SECURITY: before anything is unpacked. What an entry says of its size is also all the room it gets, and entries
    // that share their packed bytes, as only a file made to exhaust a program has them, add up to more than the file.
    room.bytes -= headers.reduce((sum, { size }) => sum + size, 0);
    room.entries -= headers.length;
    if (room.entries < 0) throw new AppError('certificate.zip-too-many', { limit: MAXIMUM_ENTRIES });
    if (room.bytes < 0) throw new AppError('certificate.zip-too-large');
    if (headers.reduce((sum, { packedSize }) => sum + packedSize, 0) > zip.length) throw damaged();
    return headers.map((header) => ({ name: header.name, unpack: () => unpackEntry(zip, header) }));
  } catch (cause) {
    throw cause instanceof RangeError ? damaged(cause) : cause;
  }
}

/** Folders, hidden files, a Mac's second halves of files, and documents. */
const NEIGHBOURS = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)|\/$|\.(?:html?|pdf|png|jpe?g|gif|docx?)$/iu;

interface Header {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly offset: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;

/** Reads the central directory (section 4.3.12). Reading beyond the file throws a RangeError. */
function readDirectory(zip: Buffer): readonly Header[] {
  let { count, offset } = readEnd(zip);
  const headers: Header[] = [];
  for (; count > 0; count--) {
    if (zip.readUInt32LE(offset) !== CENTRAL_HEADER) throw damaged();
    const nameEnd = offset + 46 + zip.readUInt16LE(offset + 28);
    const extraEnd = nameEnd + zip.readUInt16LE(offset + 30);
    const flags = zip.readUInt16LE(offset + 8);
    headers.push({
      // Flag 11: UTF-8. Without it the letters beyond ASCII are anybody's; the names only serve to leave files out.
      name: zip.toString(flags & 0x800 ? 'utf8' : 'latin1', offset + 46, nameEnd),
      isEncrypted: (flags & 1) === 1,
      method: zip.readUInt16LE(offset + 10),
      checksum: zip.readUInt32LE(offset + 16),
      ...readSizes(zip, offset, zip.subarray(nameEnd, extraEnd)),
    });
    offset = extraEnd + zip.readUInt16LE(offset + 32);
  }
  return headers;
}

/** Finds the end of the central directory, which may have a comment behind it (sections 4.3.14 to 4.3.16). */
function readEnd(zip: Buffer): { count: number; offset: number } {
  let end = zip.length - END_LENGTH;
  while (zip.readUInt32LE(end) !== END) {
    end--;
    if (zip.length - end > END_LENGTH + 0xffff) throw damaged();
  }
  const [count, offset] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 16)];
  const isZip64 = count === 0xffff || offset === 0xffff_ffff;
  if (!isZip64 || zip.readUInt32LE(end - 20) !== ZIP64_LOCATOR) return { count, offset };
  const end64 = longAt(zip, end - 12);
  if (zip.readUInt32LE(end64) !== ZIP64_END) throw damaged();
  return { count: longAt(zip, end64 + 32), offset: longAt(zip, end64 + 48) };
}

/** Sizes and offset; some programs write them in 64 bits into the extra field, however small they are (section 4.5.3). */
function readSizes(zip: Buffer, at: number, extra: Buffer): Pick<Header, 'packedSize' | 'size' | 'offset'> {
  let long = zip64Extra(extra);
  const next = (value: number): number => {
    if (value !== 0xffff_ffff) return value;
    const found = longAt(long, 0);
    long = long.subarray(8);
    return found;
  };
  // The order of the extra field, which isn't that of the header.
  const size = next(zip.readUInt32LE(at + 24));
  const packedSize = next(zip.readUInt32LE(at + 20));
  return { size, packedSize, offset: next(zip.readUInt32LE(at + 42)) };
}

function zip64Extra(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return extra.subarray(0, 0);
}

function longAt(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}

const STORED = 0;
const DEFLATED = 8;

function unpackEntry(
  zip: Buffer,
  { isEncrypted, method, checksum, packedSize, size, offset }: Header,
): Uint8Array | AppError {
  if (isEncrypted) return new AppError('certificate.zip-encrypted');
  if (method !== STORED && method !== DEFLATED) return new AppError('certificate.zip-method');
  try {
    if (zip.readUInt32LE(offset) !== LOCAL_HEADER) return damaged();
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + packedSize);
    // An output limit of zero is refused by the runtime.
    const unpacked =
      method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }) : new Uint8Array(packed);
    return unpacked.length === size && crc32(unpacked) === checksum ? unpacked : damaged();
  } catch (cause) {
    // What the runtime says of compressed data that isn't, and of reading beyond the file.
    return damaged(cause);
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError('certificate.damaged', { what: 'zip' }, { cause });
}
