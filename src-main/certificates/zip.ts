import { unzipSync } from 'fflate';
import { AppError } from '../app-error';

/** One file of a ZIP. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Certificates are small: more than this is something else, or made to fill the memory. */
const MAXIMUM_BYTES = 50_000_000;
const MAXIMUM_ENTRIES = 2_000;

/** What systems and authorities put beside the certificates. */
const NEIGHBOURS = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)|\/$|\.(?:txt|html?|pdf|png|jpe?g|gif|docx?|md)$/iu;

/**
 * Unpacks the files of a ZIP that may hold certificates, in its order (APPNOTE.TXT section 4.3); folders and notes are left out.
 * @throws {AppError} `certificate.zip-too-large` (fact `limit`, bytes), `certificate.zip-encrypted`, `certificate.damaged`
 */
export function unpackZip(bytes: Uint8Array): readonly ZipEntry[] {
  let size = 0;
  let count = 0;
  if (hasEncryptedEntry(bytes)) throw new AppError('certificate.zip-encrypted');
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (NEIGHBOURS.test(name)) return false;
        size += originalSize;
        // Before anything is unpacked: what an entry says of its size is also all the room it gets.
        if (size > MAXIMUM_BYTES || ++count > MAXIMUM_ENTRIES) {
          throw new AppError('certificate.zip-too-large', { limit: MAXIMUM_BYTES });
        }
        return true;
      },
    });
    return Object.entries(entries).map(([name, content]) => ({ name, bytes: content }));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('certificate.damaged', { what: 'zip' }, { cause });
  }
}

/** The general purpose flag of the first entry (section 4.4.4): who encrypts one file encrypts all. */
function hasEncryptedEntry(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[2] === 3 && bytes[3] === 4 && ((bytes[6] ?? 0) & 1) === 1;
}
