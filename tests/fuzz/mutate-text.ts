import type { Random } from './random';

/** Changes a PEM file as a text: its lines, labels, headers, encoding. */
export function mutateText(text: string, random: Random): Uint8Array {
  return Buffer.from(random.pick(CHANGES)(text, random));
}

/** Another structure in the place of one of a PEM file's blocks, its lines intact. */
export function replaceBlock(text: string, random: Random, change: (der: Uint8Array) => Uint8Array): Uint8Array {
  const blocks = [...text.matchAll(/(-----BEGIN [^-]*-----\r?\n)([A-Za-z0-9+/=\s]+)(?=-----END)/gu)];
  if (blocks.length === 0) return Buffer.from(text);
  const block = random.pick(blocks);
  const [whole, begin = '', body = ''] = block;
  const base64 = Buffer.from(change(Buffer.from(body, 'base64'))).toString('base64');
  const lines = base64.replaceAll(/.{64}(?=.)/gu, '$&\n');
  const end = block.index + whole.length;
  return Buffer.from(`${text.slice(0, block.index)}${begin}${lines}\n${text.slice(end)}`);
}

const LABELS = [
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'CERTIFICATE REQUEST',
  'PKCS7',
  'X509 CRL',
  'EC PARAMETERS',
  'PUBLIC KEY',
  'OPENSSH PRIVATE KEY',
  'x'.repeat(65),
  '',
];

const HEADERS = [
  'Proc-Type: 4,ENCRYPTED\n',
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n',
  'DEK-Info: DES-EDE3-CBC,0011223344556677\n',
  'DEK-Info: AES-256-CBC,zz\n',
  'DEK-Info: ,\n',
  'A: b\n c\n d\n',
  `A: ${' '.repeat(3000)}`,
  `A: b\n${' '.repeat(3000)}`,
  `A: b\n${' x\n'.repeat(3000)}`,
];

const CHARACTERS = [
  '\0',
  '\t',
  ' ',
  '=',
  '-',
  '-----',
  ':',
  '\r',
  '\n',
  String.raw`\n`,
  '"',
  '\u00A0',
  '\uFEFF',
  'ä',
  '{',
];

const CHANGES: readonly ((text: string, random: Random) => string | Uint8Array)[] = [
  (text, random) => text.replaceAll(/(?<=-----(?:BEGIN|END) )[^-]*/gu, random.pick(LABELS)),
  (text, random) => text.replace(/(?<=-----BEGIN )[^-]*/u, random.pick(LABELS)),
  (text) => text.replace(/-----END[^-]*-----/u, ''),
  (text) => text.replace(/-----BEGIN[^-]*-----/u, '$&\n$&'),
  (text, random) => text.replace(/-----BEGIN[^-]*-----\r?\n/u, (begin) => begin + random.pick(HEADERS)),
  (text, random) => putIn(text, random, random.pick(CHARACTERS).repeat(random.pick([1, 1, 2, 100, 20_000]))),
  (text, random) => putIn(text, random, random.pick(CHARACTERS)),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', String.raw`\n`),
  (text) => text.replaceAll(/\s+/gu, ''),
  (text) => text.replaceAll(/^/gmu, '   '),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  (text, random) => text.repeat(Math.min(random.pick([2, 5, 40]), Math.ceil(200_000 / (text.length + 1)))),
  (text, random) => shuffleLines(text, random),
];

function putIn(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function shuffleLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, other] = [random.below(lines.length), random.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return lines.join('\n');
}
