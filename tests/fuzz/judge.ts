import { certificateDetailsSchema, workshopSchema } from '../../shared/certificates/contract';
import { problemSchema } from '../../shared/problem';
import { arrange } from '../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
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
  const files = [contents, ...(other ? [other] : [])].map((held, index) => withoutSecrets(`file ${index}`, held));
  arrangementSchema.parse(arrange(benchOf(files), now));
  for (const certificate of contents.certificates.slice(0, DETAILED))
    certificateDetailsSchema.parse(certificateDetails(certificate, ['file 0']));
}

async function read(bytes: Uint8Array, password: string | undefined): Promise<FileContents> {
  const contents = await readFileContents(bytes, password);
  const { certificates, privateKeys, requests, problem } = contents;
  if (problem) problemSchema.parse(problem);
  else if (certificates.length + privateKeys.length + requests.length === 0)
    throw new Error(`nothing was found in a file of format ${contents.format}, and no problem said so`);
  return contents;
}
