import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RecordKind } from '../certificates/library/record-store';

/** What a file of the library holds. */
export interface RecordFile {
  readonly id: string;
  readonly kind: RecordKind;
  readonly facts: object;
  /** Protected by the keyring; undefined for a record without a secret. */
  readonly secret: Uint8Array | undefined;
}

const version = 1;

const schema = z.strictObject({
  format: z.literal('latchkey-record'),
  version: z.literal(version),
  id: z.uuid(),
  kind: z.enum(['certificate', 'request', 'authority']),
  facts: z.record(z.string(), z.unknown()),
  /** Base64. */
  secret: z.string().optional(),
  /** Of all of the above as JSON, lower-case hexadecimal: damage shows even where it still parses. */
  sha256: z.string(),
});

/** A record as the bytes of its file. */
export function writeRecordFile({ id, kind, facts, secret }: RecordFile): Uint8Array {
  const body = {
    format: 'latchkey-record',
    version,
    id,
    kind,
    facts,
    ...(secret && { secret: Buffer.from(secret).toString('base64') }),
  };
  return Buffer.from(`${JSON.stringify({ ...body, sha256: checksum(body) }, undefined, 2)}\n`);
}

/** Just enough to tell a file that a newer Latchkey wrote from a damaged one. */
const newerSchema = z.looseObject({ format: z.literal('latchkey-record'), version: z.int().gt(version) });

/** Reads a record; undefined where the bytes are damaged or none of ours, and `newer` where a later version wrote them. */
export function readRecordFile(bytes: Uint8Array): RecordFile | 'newer' | undefined {
  const json = parseJson(bytes);
  const parsed = schema.safeParse(json);
  if (!parsed.success) return newerSchema.safeParse(json).success ? 'newer' : undefined;
  const { sha256, ...body } = parsed.data;
  if (checksum(body) !== sha256) return undefined;
  const { id, kind, facts, secret } = body;
  return { id, kind, facts, secret: secret === undefined ? undefined : new Uint8Array(Buffer.from(secret, 'base64')) };
}

function checksum(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
