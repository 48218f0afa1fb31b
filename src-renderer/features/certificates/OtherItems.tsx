import { Certificate20Regular } from '@fluentui/react-icons/svg/certificate';
import { DocumentSignature20Regular } from '@fluentui/react-icons/svg/document-signature';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { memo, type ReactNode, useId, useState } from 'react';
import type { Workshop } from '../../../shared/certificates/contract';
import { dateInWords } from '../../../shared/dates';
import { en } from '../../text/en';
import { keyInWords } from '../../text/keys';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import styles from './OtherItems.module.css';

/** What was found and belongs to no certificate of a server: each kind is explained in a sentence. */
export const OtherItems = memo(function OtherItems({ workshop }: { readonly workshop: Workshop }): ReactNode {
  const words = en.others;
  const [now] = useState(() => new Date());
  return (
    <>
      <Section title={words.requests} explains={words.requestsExplain} icon={<DocumentSignature20Regular />}>
        {workshop.requests.map((request) => ({
          id: `${request.publicKey.spkiSha256} ${request.fileName}`,
          name: request.hostNames.length === 0 ? request.name : en.bundle.hostNames(request.hostNames, request.name),
          facts: [
            `${keyInWords(request.publicKey)}, ${words.inFile(request.fileName)}.`,
            request.privateKeyFileName === undefined
              ? words.requestWithoutKey
              : words.requestWithKey(request.privateKeyFileName),
          ].join(' '),
        }))}
      </Section>
      <Section title={words.keys} explains={words.keysExplain} icon={<Key20Regular />}>
        {workshop.otherKeys.map((key) => ({
          id: `${key.publicKey.spkiSha256} ${key.fileName}`,
          name: keyInWords(key.publicKey),
          facts: words.inFile(key.fileName),
        }))}
      </Section>
      <Section title={words.authorities} explains={words.authoritiesExplain} icon={<Certificate20Regular />}>
        {workshop.otherCertificates.map((certificate) => ({
          id: certificate.id,
          name: certificate.name,
          developmentOnly: certificate.developmentOnly,
          facts: [
            certificate.selfSigned ? words.root : words.issuedBy(certificate.issuerName),
            words.until(dateInWords(certificate.notAfter, now)),
            words.inFile(certificate.fileName),
          ].join(', '),
        }))}
      </Section>
    </>
  );
});

/** Enough to see what they are; a folder of trusted roots has hundreds. */
const MOST = 50;

interface Item {
  readonly id: string;
  readonly name: string;
  readonly facts: string;
  readonly developmentOnly?: boolean;
}

function Section(props: {
  readonly title: string;
  readonly explains: string;
  readonly icon: ReactNode;
  readonly children: readonly Item[];
}): ReactNode {
  const id = useId();
  const { title, explains, icon, children } = props;
  if (children.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      <p className={styles.explains}>{explains}</p>
      <ul className={styles.list}>
        {children.slice(0, MOST).map((item) => (
          <li key={item.id} className={styles.item}>
            <span className={styles.icon}>{icon}</span>
            <span className={styles.name}>
              {item.name} {item.developmentOnly === true && <DevelopmentBadge />}
            </span>
            <span className={styles.facts}>{item.facts}</span>
          </li>
        ))}
        {children.length > MOST && <li className={styles.rest}>{en.others.more(children.length - MOST)}</li>}
      </ul>
    </section>
  );
}
