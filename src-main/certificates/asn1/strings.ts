import { Asn1Error, TAG } from './ber';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes the content of a character string type. TeletexString is read as Latin-1, as every tool in use does.
 * @throws {Asn1Error} for other tags, UTF-8 that isn't, and half characters.
 */
export function decodeText(tag: number, content: Uint8Array): string {
  switch (tag) {
    case TAG.UTF8_STRING:
      return decodeUtf8(content);
    case TAG.BMP_STRING:
      return decodeUtf16(content);
    case TAG.UNIVERSAL_STRING:
      return decodeUtf32(content);
    case TAG.NUMERIC_STRING:
    case TAG.PRINTABLE_STRING:
    case TAG.TELETEX_STRING:
    case TAG.IA5_STRING:
    case TAG.VISIBLE_STRING:
    case TAG.GENERAL_STRING:
      return Buffer.from(content).toString('latin1');
    default:
      throw new Asn1Error('text expected');
  }
}

function decodeUtf8(content: Uint8Array): string {
  try {
    return utf8.decode(content);
  } catch (cause) {
    throw new Asn1Error('malformed UTF-8', { cause });
  }
}

function decodeUtf16(content: Uint8Array): string {
  if (content.length % 2 !== 0) throw new Asn1Error('half a character');
  return Buffer.from(content).swap16().toString('utf16le');
}

function decodeUtf32(content: Uint8Array): string {
  if (content.length % 4 !== 0) throw new Asn1Error('half a character');
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let text = '';
  for (let offset = 0; offset < content.length; offset += 4) {
    const point = view.getUint32(offset);
    if (point > 0x10_ffff) throw new Asn1Error('no such character');
    text += String.fromCodePoint(point);
  }
  return text;
}
