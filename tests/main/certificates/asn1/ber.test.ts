import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Asn1Error, childrenOf, type Element, readElement } from '../../../../src-main/certificates/asn1/ber';
import { corpusEntries, corpusFile, hasCorpus } from '../../../support/corpus';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('Reading BER', () => {
  it('reads a short sequence and its children as views of the input', () => {
    const input = bytes('30 06 02 01 05 04 01 ff');
    const [number, octets] = childrenOf(readElement(input));
    expect(number).toMatchObject({ tagClass: 'universal', tag: 2, constructed: false });
    expect(octets?.content.buffer).toBe(input.buffer);
  });

  it('reads indefinite lengths, also inside each other', () => {
    const outer = readElement(bytes('30 80 24 80 04 01 aa 04 01 bb 00 00 00 00'));
    const [inner] = childrenOf(outer);
    expect(inner && childrenOf(inner).map(({ content }) => [...content])).toEqual([[0xaa], [0xbb]]);
    expect(outer.bytes).toHaveLength(14);
  });

  it('reads tag numbers above 30', () => {
    expect(readElement(bytes('5f 81 49 00'))).toMatchObject({ tagClass: 'application', tag: 201 });
  });

  it.each([
    ['a length beyond the data', '30 05 02 01'],
    ['an indefinite length without its end', '30 80 02 01 05'],
    ['an indefinite length of a primitive', '04 80 00 00'],
    ['nothing at all', ''],
    ['a length of more than 2 GB', '30 84 ff ff ff ff 00'],
    ['a tag number without end', '1f ff ff ff ff ff ff'],
  ])('refuses %s', (_, hex) => {
    expect(() => readElement(bytes(hex))).toThrow(Asn1Error);
  });

  it('refuses what is nested without end, without running out of stack', () => {
    expect(() => readElement(new Uint8Array(2_000_000).fill(0x30).map((_, i) => (i % 2 ? 0x80 : 0x30)))).toThrow(
      Asn1Error,
    );
  });

  it('never throws anything but Asn1Error, whatever the bytes are', () => {
    const walk = (element: Element): void => {
      if (element.constructed) childrenOf(element).forEach(walk);
    };
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (input) => {
        try {
          walk(readElement(input));
        } catch (error) {
          expect(error).toBeInstanceOf(Asn1Error);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.skipIf(!hasCorpus)('cuts every binary file of the corpus into the same elements as asn1js does', () => {
    const files = corpusEntries().filter(
      ({ kind, expected }) => expected.ok && /^(?:pfx|cert-der|key-der|csr-der|p7)$/u.test(kind),
    );
    const binary = files
      .map(({ path }) => ({ path, input: corpusFile(path) }))
      .filter(({ input }) => input[0] === 0x30);
    expect(binary.length).toBeGreaterThan(150);
    for (const { path, input } of binary)
      expect(shapeOf(readElement(input)), path).toEqual(theirShapeOf(asn1js.fromBER(input).result));
  });
});

type Shape = readonly [tagClass: number, tag: number, length: number, children: readonly Shape[]];

const CLASSES = { universal: 1, application: 2, context: 3, private: 4 } as const;

function shapeOf(element: Element): Shape {
  const children = element.constructed ? childrenOf(element).map(shapeOf) : [];
  return [CLASSES[element.tagClass], element.tag, element.bytes.length, children];
}

/** asn1js also looks for structures inside primitive strings: those aren't children. */
function theirShapeOf(block: asn1js.AsnType): Shape {
  const { idBlock, valueBlock } = block;
  const value =
    idBlock.isConstructed && 'value' in valueBlock && Array.isArray(valueBlock.value) ? valueBlock.value : [];
  const children = (value as asn1js.AsnType[])
    .filter((child) => !(child instanceof asn1js.EndOfContent))
    .map(theirShapeOf);
  return [idBlock.tagClass, idBlock.tagNumber, block.valueBeforeDecodeView.length, children];
}
