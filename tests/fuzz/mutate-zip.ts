import { zipSync } from 'fflate';
import type { Random } from './random';

/** A ZIP around files, one inside another at times, and often with damage in its headers. */
export function zipped(files: readonly Uint8Array[], random: Random): Uint8Array {
  const level = random.pick([0, 6] as const);
  const names = random.chance(1, 4) ? ['a/', '../b.pem', '__MACOSX/c'] : ['leaf.crt', 'key.pem', 'b/ca.cer'];
  const entries = files.map((bytes, index) => [names[index] ?? `n${index}`, bytes] as const);
  const zip = zipSync(Object.fromEntries(entries), { level });
  const whole = random.chance(1, 6) ? zipSync({ 'inner.zip': zip, 'www.crt': files[0] ?? zip }) : zip;
  return random.chance(1, 2) ? damageHeaders(whole, random) : whole;
}

/** The signatures of local header, central header, and end of central directory, and how long each is. */
const HEADERS = [
  ['504b0304', 30],
  ['504b0102', 46],
  ['504b0506', 22],
] as const;

/** Changes numbers in the headers of a ZIP: flags, methods, checksums, sizes, offsets. */
export function damageHeaders(bytes: Uint8Array, random: Random): Uint8Array {
  const zip = Buffer.from(bytes);
  const found = HEADERS.flatMap(([signature, length]) => placesOf(zip, signature).map((at) => ({ at, length })));
  for (let i = random.pick([1, 1, 2, 4]); i > 0 && found.length > 0; i--) {
    const { at, length } = random.pick(found);
    const field = at + 4 + 2 * random.below((length - 4) / 2);
    const value = random.pick([0, 1, 8, 9, 0x7fff, 0xffff, random.below(0x1_0000), random.below(200)]);
    if (field + 2 <= zip.length) zip.writeUInt16LE(value, field);
    if (random.chance(1, 4) && field + 4 <= zip.length) zip.writeUInt16LE(value, field + 2);
  }
  return zip;
}

function placesOf(zip: Buffer, signature: string): readonly number[] {
  const places: number[] = [];
  const octets = Buffer.from(signature, 'hex');
  for (let at = zip.indexOf(octets); at !== -1; at = zip.indexOf(octets, at + 1)) places.push(at);
  return places;
}
