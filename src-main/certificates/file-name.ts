/** Of what file systems allow (255 bytes), this much is left for endings and numbers. */
const MAXIMUM_BYTES = 150;

/** Windows keeps these for devices, whatever comes behind their first dot. */
const DEVICES = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/iu;

/** A file name made of a host name or another name: it is one on every system, and `*.` becomes `wildcard.`. */
export function safeFileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/^\*\./u, 'wildcard.')
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/gu, '');
  return shortened(safe).replace(DEVICES, '$&-') || 'certificate';
}

function shortened(name: string): string {
  let [short, length] = ['', 0];
  for (const letter of name) {
    length += Buffer.byteLength(letter);
    if (length > MAXIMUM_BYTES) break;
    short += letter;
  }
  return short;
}
