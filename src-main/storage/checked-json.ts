import { createHash } from 'node:crypto';

/** What a file of ours says it is: a name that no other kind has, and the version in which it is written now. */
export interface FileFormat {
  readonly format: string;
  readonly version: number;
}

/** A JSON object as the bytes of a file that knows when it was damaged. */
export function writeCheckedJson({ format, version }: FileFormat, content: object): Uint8Array {
  const body = { format, version, ...content };
  return Buffer.from(`${JSON.stringify({ ...body, sha256: checksum(body) }, undefined, 2)}\n`);
}

/** The content of such a file; undefined where it is damaged or none of ours, and `newer` where a later version wrote it. */
export function readCheckedJson(bytes: Uint8Array, expected: FileFormat): object | 'newer' | undefined {
  const { format, version, sha256, ...content } = parseObject(bytes);
  if (format !== expected.format || !Number.isInteger(version)) return undefined;
  if (Number(version) > expected.version) return 'newer';
  return version === expected.version && sha256 === checksum({ format, version, ...content }) ? content : undefined;
}

/** Of all of a file but itself, as JSON, in lower-case hexadecimal: damage shows even where it still parses. */
function checksum(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}
