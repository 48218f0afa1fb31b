/** Decodes a text file as people's tools write them: UTF-8 or UTF-16, with a byte order mark or without. */
export function decodeTextFile(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [first, second] = buffer;
  if (first === 0xff && second === 0xfe) return buffer.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return swapped(buffer.subarray(2));
  if (looksUtf16(buffer, 1)) return buffer.toString('utf16le');
  if (looksUtf16(buffer, 0)) return swapped(buffer);
  return buffer.toString('utf8').replace(/^\uFEFF/u, '');
}

/** ASCII as UTF-16 has a zero in every second octet, at `zeroAt` of each pair. */
function looksUtf16(buffer: Buffer, zeroAt: 0 | 1): boolean {
  const pairs = Math.min(buffer.length >> 1, 16);
  for (let i = 0; i < pairs; i++) {
    if (buffer[2 * i + zeroAt] !== 0 || buffer[2 * i + 1 - zeroAt] === 0) return false;
  }
  return pairs > 4;
}

function swapped(buffer: Buffer): string {
  const even = buffer.subarray(0, buffer.length & ~1);
  return Buffer.from(even).swap16().toString('utf16le');
}
