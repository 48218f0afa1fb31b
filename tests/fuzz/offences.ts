import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { judge } from './judge';
import type { Input } from './make-input';
import { print } from './print';

/** An input that did what none may do. */
export interface Offence {
  readonly index: number;
  readonly error: string;
}

/** What is kept beside the bytes of an offending input; bytes are base64. */
const noteSchema = z.object({
  from: z.string(),
  error: z.string(),
  password: z.string().optional(),
  beside: z.object({ name: z.string(), bytes: z.base64() }).optional(),
});

/** Keeps an offending input, and says how it is tried again. */
export function saveOffence(folder: string, { bytes, password, from, beside }: Input, { index, error }: Offence): void {
  const path = join(folder, `input-${index}`);
  const note: z.infer<typeof noteSchema> = {
    from,
    error,
    ...(password !== undefined && { password }),
    ...(beside && { beside: { name: beside.name, bytes: Buffer.from(beside.bytes).toString('base64') } }),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, bytes);
  writeFileSync(`${path}.json`, JSON.stringify(note, undefined, 2));
  print(`\nfuzz: input ${index} (${bytes.length} bytes), from ${from}\n${error}\n  npm run fuzz -- --replay ${path}`);
}

/** Tries an input again, with what was noted of it where there is a note. True where it offends no more. */
export async function replay(path: string, hang: number): Promise<boolean> {
  const note = noteSchema.parse(readNote(path));
  const beside = note.beside && { name: note.beside.name, bytes: Buffer.from(note.beside.bytes, 'base64') };
  const input: Input = { bytes: readFileSync(path), password: note.password, from: note.from, beside };
  const begun = performance.now();
  await judge(input, new Date());
  const milliseconds = performance.now() - begun;
  print(`fuzz: ${path} is answered in ${milliseconds.toFixed(0)} ms`);
  return milliseconds <= hang;
}

function readNote(path: string): unknown {
  try {
    return JSON.parse(readFileSync(`${path}.json`, 'utf8'));
  } catch {
    return { from: path, error: '' };
  }
}
