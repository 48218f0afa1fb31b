import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { judge } from './judge';
import type { Input } from './make-input';
import { inMegabytes, MEMORY, watchMemory } from './memory';
import { print } from './print';
import type { Allowed } from './run-worker';

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
export function saveOffence(folder: string, input: Input, offence: Offence): void {
  report(keep(folder, input, offence), input, offence);
}

/**
 * Tries an input in a process of its own, where all memory that is used is its own, and keeps it where it uses more than is
 * allowed: in the run that it comes from, what the other workers used was counted with it.
 */
export function isTooLargeAlone(folder: string, input: Input, index: number, allowed: Allowed): boolean {
  const megabytes = String(allowed.memory / 2 ** 20);
  const offence = { index, error: `uses more than ${megabytes} MB of memory` };
  const path = keep(folder, input, offence);
  const program = [`--max-old-space-size=${MEMORY / 2 ** 20}`, process.argv[1] ?? ''];
  const alone = spawnSync(process.execPath, [...program, '--replay', path, '--megabytes', megabytes], {
    stdio: 'ignore',
  });
  if (alone.status === 0) for (const kept of [path, noteOf(path)]) rmSync(kept);
  else report(path, input, offence);
  return alone.status !== 0;
}

/** Tries an input again, with what was noted of it where there is a note. True where it offends no more. */
export async function replay(path: string, allowed: Allowed): Promise<boolean> {
  const note = noteSchema.parse(readNote(path));
  const beside = note.beside && { name: note.beside.name, bytes: Buffer.from(note.beside.bytes, 'base64') };
  const input: Input = { bytes: readFileSync(path), password: note.password, from: note.from, beside };
  const used = watchMemory();
  const begun = performance.now();
  await judge(input, new Date());
  const milliseconds = performance.now() - begun;
  const bytes = used();
  print(`fuzz: ${path} is answered in ${milliseconds.toFixed(0)} ms, with ${inMegabytes(bytes)} of memory`);
  return milliseconds <= allowed.time && bytes <= allowed.memory;
}

/** Answers the path of what it kept. */
function keep(folder: string, { bytes, password, from, beside }: Input, { index, error }: Offence): string {
  const path = join(folder, `input-${index}`);
  const note: z.infer<typeof noteSchema> = {
    from,
    error,
    ...(password !== undefined && { password }),
    ...(beside && { beside: { name: beside.name, bytes: Buffer.from(beside.bytes).toString('base64') } }),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, bytes);
  writeFileSync(noteOf(path), JSON.stringify(note, undefined, 2));
  return path;
}

function report(path: string, { bytes, from }: Input, { index, error }: Offence): void {
  print(`\nfuzz: input ${index} (${bytes.length} bytes), from ${from}\n${error}\n  npm run fuzz -- --replay ${path}`);
}

function noteOf(path: string): string {
  return `${path}.json`;
}

function readNote(path: string): unknown {
  try {
    return JSON.parse(readFileSync(noteOf(path), 'utf8'));
  } catch {
    return { from: path, error: '' };
  }
}
