/** One block between BEGIN and END (RFC 7468, and RFC 1421 where it has headers). */
export interface PemBlock {
  /** Such as `CERTIFICATE`; upper case. */
  readonly label: string;
  readonly procType?: string;
  readonly dekInfo?: string;
  /** Undefined where what stands between the lines isn't base64. */
  readonly der: Uint8Array | undefined;
}

/** What a text holds of PEM. */
export interface PemText {
  readonly blocks: readonly PemBlock[];
  /** A BEGIN line without its END line, as in a file that was cut short; or more blocks than are read. */
  readonly unfinished: boolean;
}

/**
 * Finds the PEM blocks of a text, in order. Text around them doesn't matter, nor do line ends, indentation,
 * everything in one line, quotes and `\n` in letters (PEM copied out of JSON), or END lines that say another name.
 */
export function findPemBlocks(text: string): PemText {
  const plain = text.includes(String.raw`\n`)
    ? text.replaceAll(String.raw`\r`, '').replaceAll(String.raw`\n`, '\n')
    : text;
  const blocks: PemBlock[] = [];
  let open: { label: string; bodyStart: number } | undefined;
  let unfinished = false;
  for (const marker of plain.matchAll(MARKER)) {
    if (blocks.length === MAXIMUM_BLOCKS) return { blocks, unfinished: true };
    const [line, kind, label = ''] = marker;
    if (kind === 'BEGIN') {
      unfinished ||= open !== undefined;
      open = { label: label.trim().toUpperCase(), bodyStart: marker.index + line.length };
    } else if (open) {
      blocks.push(readBlock(open.label, plain.slice(open.bodyStart, marker.index)));
      open = undefined;
    }
  }
  return { blocks, unfinished: unfinished || open !== undefined };
}

/** Decodes base64 in lines of any length; undefined where it isn't base64. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replaceAll(/\s+/gu, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}

/** Writes certificates as PEM, one block after the other. */
export function certificatesToPem(certificates: readonly { readonly der: Uint8Array }[]): string {
  return certificates.map(({ der }) => toPem('CERTIFICATE', der)).join('');
}

/** Writes one PEM block: 64 characters a line, LF (RFC 7468 section 2). */
export function toPem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.length).toString('base64');
  const lines = base64.match(/.{1,64}/gu) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** As many as the smallest certificates make a file of ten megabytes; what has more is no file of certificates. */
const MAXIMUM_BLOCKS = 20_000;

const MARKER = /-{5}(BEGIN|END) ([A-Za-z0-9 #._-]{0,64}?)-{5}/gu;

function readBlock(label: string, body: string): PemBlock {
  const headers = new Map<string, string>();
  let rest = body;
  for (let header = HEADER.exec(rest); header; header = HEADER.exec(rest)) {
    headers.set((header[1] ?? '').toLowerCase(), (header[2] ?? '').replaceAll(/\r?\n[ \t]+/gu, '').trim());
    rest = rest.slice(header[0].length);
  }
  const procType = headers.get('proc-type');
  const dekInfo = headers.get('dek-info');
  return { label, der: decodeBase64(rest), ...(procType && { procType }), ...(dekInfo && { dekInfo }) };
}

/**
 * One RFC 1421 header at the start of a body, with its folded lines. What follows their indentation starts with something
 * else: were both able to match blanks, a line of blanks would take time by the square of its length.
 */
const HEADER = /^\s*([A-Za-z][A-Za-z0-9-]*):[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\r\n: \t][^\r\n:]*)*)\r?\n/u;
