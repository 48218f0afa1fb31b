import { TAG } from '../asn1/ber';
import { der, derOid, derSequence, derUtf8 } from '../asn1/der-writer';

/** The attributes that we write, in the order in which names have them: the root of the tree first. */
const ATTRIBUTES = {
  country: '2.5.4.6',
  state: '2.5.4.8',
  locality: '2.5.4.7',
  organisation: '2.5.4.10',
  department: '2.5.4.11',
  commonName: '2.5.4.3',
} as const;

/** The parts of a name; what is undefined or empty is left out. */
export type NameParts = { readonly [A in keyof typeof ATTRIBUTES]?: string | undefined };

/** Encodes an X.501 Name (RFC 5280 section 4.1.2.4): one attribute a level, UTF8String, and PrintableString for the country. */
export function writeName(parts: NameParts): Buffer {
  const names = Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[];
  return derSequence(
    ...names.flatMap((name) => {
      const value = parts[name]?.trim() ?? '';
      if (value === '') return [];
      const text = name === 'country' ? der(TAG.PRINTABLE_STRING, Buffer.from(value)) : derUtf8(value);
      return [der(TAG.SET, derSequence(derOid(ATTRIBUTES[name]), text))];
    }),
  );
}
