/** A piece of WebAssembly, encoded: instructions that leave their result on the stack (core specification, section 5.4). */
export type Code = readonly number[];

/** The content of a local variable. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];
/** Stores a value in a local variable. */
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** A constant; numbers of 32 bits, signed or not. */
export const constant = (value: number): Code => [0x41, ...signed(value | 0)];
/** The sum of values modulo 2^32. */
export const add = (...values: readonly Code[]): Code => fold(0x6a, values);
/** Values combined bit by bit, either or. */
export const xor = (...values: readonly Code[]): Code => fold(0x73, values);
/** Values combined bit by bit, both. */
export const and = (...values: readonly Code[]): Code => fold(0x71, values);
/** A local variable rotated to the right. */
export const rotateRight = (local: number, bits: number): Code => [...get(local), ...constant(bits), 0x78];
/** A local variable shifted to the right, zeros coming in. */
export const shiftRight = (local: number, bits: number): Code => [...get(local), ...constant(bits), 0x76];

/** A loop over 32-bit words: what one turn does to them, and what it needs beside them. */
export interface WordLoop {
  /** Local variables 1 to this number hold the words, from the first turn to the last. */
  readonly words: number;
  /** All local variables from 1 on, those of the words included. */
  readonly locals: number;
  readonly turn: Code;
}

/**
 * Compiles a loop to a function that takes big-endian words, turns them `times` times and answers the result, in a new array.
 * It is called for a thousand turns at a time, because the engine swaps its quick compilation for the optimised one between calls.
 */
export function compileLoop(loop: WordLoop): (first: Uint8Array, times: number) => Uint8Array {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleOf(loop)));
  const { memory, run } = exports as { memory: { buffer: ArrayBuffer }; run: (times: number) => void };
  const words = new DataView(memory.buffer, 0, loop.words * 4);
  return (first, times) => {
    const input = new DataView(first.buffer, first.byteOffset, first.byteLength);
    for (let i = 0; i < loop.words; i++) words.setUint32(i * 4, input.getUint32(i * 4), true);
    for (let rest = times; rest > 0; rest -= TURNS_A_CALL) run(Math.min(rest, TURNS_A_CALL));
    const output = new Uint8Array(loop.words * 4);
    const written = new DataView(output.buffer);
    for (let i = 0; i < loop.words; i++) written.setUint32(i * 4, words.getUint32(i * 4, true));
    new Uint8Array(memory.buffer, 0, loop.words * 4).fill(0);
    return output;
  };
}

const TURNS_A_CALL = 1000;
const I32 = 0x7f;

/** A module with one function `run(times)` over the words at the start of its memory (section 5.5). */
function moduleOf({ words, locals, turn }: WordLoop): Uint8Array {
  const all = Array.from({ length: words }, (_, i) => i);
  const load = all.flatMap((i) => set(i + 1, [...constant(0), 0x28, 2, ...unsigned(i * 4)]));
  const store = all.flatMap((i) => [...constant(0), ...get(i + 1), 0x36, 2, ...unsigned(i * 4)]);
  const countDown = [...get(0), ...constant(1), 0x6b, 0x22, 0, 0x0d, 0];
  const body = [1, ...unsigned(locals), I32, ...load, 0x03, 0x40, ...turn, ...countDown, 0x0b, ...store, 0x0b];
  const preamble = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const exported = [7, 16, 2, 6, ...Buffer.from('memory'), 2, 0, 3, ...Buffer.from('run'), 0, 0];
  return Uint8Array.from([
    ...preamble,
    ...section(1, [0x60, 1, I32, 0]),
    ...section(3, [0]),
    ...section(5, [0, 1]),
    ...exported,
    ...section(10, [...unsigned(body.length), ...body]),
  ]);
}

/** A section with one entry. */
function section(id: number, entry: Code): Code {
  return [id, ...unsigned(entry.length + 1), 1, ...entry];
}

function fold(operation: number, [first = [], ...others]: readonly Code[]): Code {
  return [...first, ...others.flatMap((value) => [...value, operation])];
}

/** LEB128 (section 5.2.2). */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const [octet, rest] = [value & 0x7f, value >> 7];
  const isLast = (rest === 0 && !(octet & 0x40)) || (rest === -1 && (octet & 0x40) !== 0);
  return isLast ? [octet] : [octet | 0x80, ...signed(rest)];
}
