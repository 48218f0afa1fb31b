import { type ReactNode, useId } from 'react';
import type { CertificateDetails } from '../../../shared/certificates/contract';
import { dateAndTime } from '../../../shared/dates';
import { en } from '../../text/en';
import { keyInWords } from '../../text/keys';
import { CopyField } from '../../ui/CopyField';
import styles from './CertificateDetails.module.css';

/** One certificate as a labelled form; what people compare or quote can be copied. */
export function DetailFacts(props: {
  readonly details: CertificateDetails;
  readonly hostNames: readonly string[];
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { details, hostNames, onCopy } = props;
  const words = en.details;
  const field = (name: string, value: string, copied?: string): ReactNode => (
    <>
      <dt>{name}</dt>
      <dd>
        <CopyField name={name} value={value} copied={copied ?? value} code={copied !== undefined} onCopy={onCopy} />
      </dd>
    </>
  );
  const plain = (name: string, value: string): ReactNode => (
    <>
      <dt>{name}</dt>
      <dd className={styles.plain}>{value}</dd>
    </>
  );
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        {hostNames.length > 0 && field(words.hostNames, hostNames.join(', '))}
        {field(words.subject, details.subject || words.empty)}
        {field(words.issuer, details.issuer || words.empty)}
        {plain(words.validFrom, dateAndTime(details.notBefore))}
        {plain(words.validUntil, dateAndTime(details.notAfter))}
        {plain(words.key, keyInWords(details.publicKey))}
        {plain(words.signature, details.signatureAlgorithm)}
        {field(words.serialNumber, pairs(details.serialNumber), details.serialNumber)}
        {field(words.sha256, pairs(details.sha256), colons(details.sha256))}
        {field(words.sha1, pairs(details.sha1), colons(details.sha1))}
        {field(words.keySha256, pairs(details.publicKey.spkiSha256), colons(details.publicKey.spkiSha256))}
        {plain(words.version, String(details.version))}
        {plain(words.files, details.fileNames.join(', '))}
      </dl>
      <Extensions extensions={details.extensions} />
    </div>
  );
}

function Extensions({ extensions }: { readonly extensions: CertificateDetails['extensions'] }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 className={styles.subtitle} id={id}>
        {en.details.extensions}
      </h3>
      {extensions.length === 0 ? (
        <p>{en.details.noExtensions}</p>
      ) : (
        <dl className={styles.extensions}>
          {extensions.map((extension, index) => (
            <div key={`${extension.oid} ${index}`} className={styles.extension}>
              <dt title={extension.oid}>
                {extension.name}
                {extension.critical && <span className={styles.critical}> ({en.details.critical})</span>}
              </dt>
              <dd>{extension.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Grouped for the eye: `3a 5f 01 …`. */
function pairs(hexadecimal: string): string {
  return hexadecimal.match(/.{1,2}/gu)?.join(' ') ?? hexadecimal;
}

/** As other tools write a fingerprint: `3A:5F:01:…`. */
function colons(hexadecimal: string): string {
  return pairs(hexadecimal).replaceAll(' ', ':').toUpperCase();
}
