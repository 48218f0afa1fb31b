import { mutateBytes } from './mutate-bytes';
import { mutateDer } from './mutate-der';
import { mutateText, replaceBlock } from './mutate-text';
import { damageHeaders, zipped } from './mutate-zip';
import { createRandom, type Random } from './random';

/** A sound file to start from. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password?: string;
}

/** A file as nobody should make one. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly password: string | undefined;
  /** Files it came from. */
  readonly from: string;
  /** Another file, as it is, that lies on the bench beside it. */
  readonly beside: Seed | undefined;
}

/** Larger ones are taken less often: the same mutations find the same in them, more slowly. */
const LARGE = 20_000;

/** Makes input `index` of a run; the same again for the same seeds. */
export function makeInput(seeds: readonly Seed[], seed: number, index: number): Input {
  const random = createRandom(seed, index);
  const origin = pickSeed(seeds, random);
  const donor = pickSeed(seeds, random);
  let { bytes } = origin;
  for (let times = random.pick([1, 1, 1, 2, 2, 3, 5]); times > 0; times--) bytes = mutate(bytes, random, donor.bytes);
  if (random.chance(1, 20)) bytes = zipped(random.chance(1, 2) ? [bytes, donor.bytes] : [bytes], random);
  // A key derivation costs as much as everything else together: one in six of the files that need one gets its password.
  const password = origin.password !== undefined && random.chance(1, 6) ? origin.password : undefined;
  const beside = random.chance(1, 8) ? pickSeed(seeds, random) : undefined;
  return { bytes, password, from: `${origin.name}, ${donor.name}`, beside };
}

function pickSeed(seeds: readonly Seed[], random: Random): Seed {
  const picked = random.pick(seeds);
  return picked.bytes.length > LARGE && !random.chance(1, 20) ? pickSeed(seeds, random) : picked;
}

function mutate(bytes: Uint8Array, random: Random, donor: Uint8Array): Uint8Array {
  if (bytes.length > 2_000_000) return bytes.subarray(0, 1_000_000);
  if (random.chance(1, 4)) return mutateBytes(bytes, random);
  const change = (der: Uint8Array): Uint8Array =>
    random.chance(1, 6) ? mutateBytes(der, random) : mutateDer(der, random, derOf(donor));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return damageHeaders(bytes, random);
  if (bytes[0] === 0x30) return change(bytes);
  const text = Buffer.from(bytes).toString('latin1');
  return random.chance(1, 4) ? mutateText(text, random) : replaceBlock(text, random, change);
}

/** The structure in a file: of a PEM file, the first. */
function derOf(bytes: Uint8Array): Uint8Array {
  const der = structures.get(bytes) ?? findDer(bytes);
  structures.set(bytes, der);
  return der;
}

const structures = new WeakMap<Uint8Array, Uint8Array>();

function findDer(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes;
  const body = /-----BEGIN [^-]*-----([A-Za-z0-9+/=\s]+)-----END/u.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  return Buffer.from(body ?? '', 'base64');
}
