import { certificateDetailsSchema, workshopSchema } from '../../shared/certificates/contract';
import { targets } from '../../shared/certificates/finding';
import { findingInWords } from '../../shared/certificates/finding-words';
import { problemSchema } from '../../shared/problem';
import { AppError } from '../../src-main/app-error';
import { type Arrangement, arrange } from '../../src-main/certificates/arrange';
import { type ArrangedFile, type Bench, benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
import { parseHostName } from '../../src-main/certificates/host-names/host-name';
import type { FileContents } from '../../src-main/certificates/model';
import { readFileContents } from '../../src-main/certificates/read';
import { certificateDetails } from '../../src-main/certificates/x509/certificate-details';
import type { Input } from './make-input';

const arrangementSchema = workshopSchema.omit({ files: true });

/** All certificates say in one page; more of one file say the same in the same way. */
const DETAILED = 3;

/**
 * Does with an input all that the workshop does with a file. Every answer is held against its schema.
 * @throws whatever goes wrong: nothing may.
 */
export async function judge({ bytes, password, beside }: Input, now: Date): Promise<void> {
  const contents = await read(bytes, password);
  const other = beside && (await read(beside.bytes, undefined));
  const file = withoutSecrets('file 0', contents);
  const neighbour = other && withoutSecrets('file 1', other);
  const arrangement = understand(benchOf(neighbour ? [file, neighbour] : [file]), now);
  understand(asked(file, neighbour, arrangement, bytes.length), now);
  for (const certificate of contents.certificates.slice(0, DETAILED))
    certificateDetailsSchema.parse(certificateDetails(certificate, ['file 0']));
}

/** Arranges, and says in words what is found. */
function understand(bench: Bench, now: Date): Arrangement {
  const arrangement = arrangementSchema.parse(arrange(bench, now));
  for (const { findings } of arrangement.bundles) for (const finding of findings) findingInWords(finding, now);
  return arrangement;
}

/** Host names as somebody may ask for them. */
const ASKED = ['www.contoso.test', 'a.b.contoso.test', 'xn--mnchen-3ya.test', '10.0.0.7', '[2001:db8::7]'];

/** One of the certificate's own where it is one that the workshop takes, and then as the workshop keeps it. */
function hostNameOf(own: string | undefined, turn: number): string {
  const typed = ASKED[turn % (ASKED.length + 1)] ?? own ?? '';
  try {
    return parseHostName(typed).display;
  } catch (error) {
    if (error instanceof AppError && error.code === 'host-name.invalid') return 'contoso.test';
    throw error;
  }
}

/**
 * The same file with everything that a user can add to it: a host name and a target asked about, certificates known from
 * elsewhere, itself in the library, and its keys kept as well. `turn` chooses, so that an input is always asked the same.
 */
function asked(file: ArrangedFile, known: ArrangedFile | undefined, { bundles }: Arrangement, turn: number): Bench {
  const sources = ['library', 'remembered', 'downloaded'] as const;
  const target = targets[turn % (targets.length + 1)];
  return {
    ...benchOf([file]),
    known: (known?.certificates ?? []).map((certificate, index) => ({
      certificate,
      source: sources[(turn + index) % sources.length] ?? 'library',
      from: '',
    })),
    hostNames: new Map(bundles.map(({ id, leaf }) => [id, hostNameOf(leaf.hostNames[0], turn)])),
    library: new Map(
      file.certificates.map((leaf) => [leaf.sha256, { chain: file.certificates, hasKey: turn % 2 === 0 }]),
    ),
    heldKeys: file.certificates.map(({ publicKey, dnsNames }) => ({
      // Its own key, or that of a request for the same names.
      publicKey: turn % 7 < 3 ? publicKey : { ...publicKey, spkiSha256: 'another' },
      source: turn % 2 === 0 ? 'request' : 'library',
      name: 'kept',
      opens: turn % 3 === 0,
      hostNames: dnsNames,
    })),
    ...(target && { target }),
  };
}

async function read(bytes: Uint8Array, password: string | undefined): Promise<FileContents> {
  const contents = await readFileContents(bytes, password);
  const { certificates, privateKeys, requests, problem } = contents;
  if (problem) problemSchema.parse(problem);
  else if (certificates.length + privateKeys.length + requests.length === 0)
    throw new Error(`nothing was found in a file of format ${contents.format}, and no problem said so`);
  return contents;
}
