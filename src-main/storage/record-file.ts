import { z } from 'zod';
import type { RecordKind } from '../certificates/library/record-store';
import { readCheckedJson, writeCheckedJson } from './checked-json';

/** What a file of the library holds. */
export interface RecordFile {
  readonly id: string;
  readonly kind: RecordKind;
  readonly facts: object;
  /** Protected by the keyring; undefined for a record without a secret. */
  readonly secret: Uint8Array | undefined;
}

const format = { format: 'latchkey-record', version: 1 } as const;

const schema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['certificate', 'request', 'authority', 'service']),
  facts: z.record(z.string(), z.unknown()),
  /** Base64. */
  secret: z.string().optional(),
});

/** A record as the bytes of its file. */
export function writeRecordFile({ id, kind, facts, secret }: RecordFile): Uint8Array {
  return writeCheckedJson(format, {
    id,
    kind,
    facts,
    ...(secret && { secret: Buffer.from(secret).toString('base64') }),
  });
}

/** Reads a record; undefined where the bytes are damaged or none of ours, and `newer` where a later version wrote them. */
export function readRecordFile(bytes: Uint8Array): RecordFile | 'newer' | undefined {
  const content = readCheckedJson(bytes, format);
  if (content === 'newer') return content;
  const record = schema.safeParse(content).data;
  if (!record) return undefined;
  const { id, kind, facts, secret } = record;
  return { id, kind, facts, secret: secret === undefined ? undefined : new Uint8Array(Buffer.from(secret, 'base64')) };
}
