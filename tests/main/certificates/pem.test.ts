import { describe, expect, it } from 'vitest';
import { findPemBlocks, toPem } from '../../../src-main/certificates/pem';
import { decodeTextFile } from '../../../src-main/certificates/text';

const der = Buffer.from('This stands for a certificate, long enough to need more than one line of base64.');
const pem = toPem('CERTIFICATE', der);

describe('Finding PEM in a text', () => {
  it.each([
    ['as openssl writes it', pem],
    ['with text around it', `Bag Attributes\n    friendlyName: x\nsubject=CN = a\n${pem}\nthanks\n`],
    ['with CRLF line ends', pem.replaceAll('\n', '\r\n')],
    ['indented', pem.replaceAll(/^/gmu, '    ')],
    ['in one line', pem.replaceAll('\n', '')],
    ['with spaces for line ends', pem.replaceAll('\n', ' ')],
    [String.raw`with \n in letters, as copied out of JSON`, JSON.stringify(pem)],
    ['with an END line of another name', pem.replace('END CERTIFICATE', 'END SOMETHING')],
  ])('finds a block %s', (_, text) => {
    const found = findPemBlocks(text);
    expect(found.unfinished).toBe(false);
    expect(found.blocks.map((block) => ({ ...block, der: block.der && Buffer.from(block.der) }))).toEqual([
      { label: 'CERTIFICATE', der },
    ]);
  });

  it('keeps the order of several blocks', () => {
    const { blocks } = findPemBlocks(pem + toPem('PRIVATE KEY', der) + pem);
    expect(blocks.map(({ label }) => label)).toEqual(['CERTIFICATE', 'PRIVATE KEY', 'CERTIFICATE']);
  });

  it('reads the headers of an encrypted traditional key, folded lines too', () => {
    const text = pem.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,\n  0011\n\n');
    expect(findPemBlocks(text).blocks[0]).toMatchObject({ procType: '4,ENCRYPTED', dekInfo: 'AES-256-CBC,0011', der });
  });

  it('says when a block was cut short, and still finds the others', () => {
    const found = findPemBlocks(`${pem}-----BEGIN PRIVATE KEY-----\nMIIE`);
    expect(found).toMatchObject({ unfinished: true, blocks: [{ label: 'CERTIFICATE' }] });
  });

  it('says which block is not base64', () => {
    expect(findPemBlocks('-----BEGIN CERTIFICATE-----\n*&^%\n-----END CERTIFICATE-----').blocks).toEqual([
      { label: 'CERTIFICATE', der: undefined },
    ]);
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${pem}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${pem}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${pem}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', Buffer.from(pem, 'utf16le')],
  ])('reads a file in %s', (_, bytes) => {
    expect(findPemBlocks(decodeTextFile(bytes)).blocks).toHaveLength(1);
  });
});
