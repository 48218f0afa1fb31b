import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircle16Regular } from '@fluentui/react-icons/svg/error-circle';
import type { ReactNode } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import { dateInWords } from '../../../shared/dates';
import { en } from '../../text/en';
import { keyInWords } from '../../text/keys';
import { Fact, Facts } from '../../ui/Facts';
import styles from './BundleCard.module.css';

/** Who issued it, until when, with which key, and where the private key is. */
export function BundleFacts({ bundle, now }: { readonly bundle: Bundle; readonly now: Date }): ReactNode {
  const { leaf, privateKey } = bundle;
  const ended = Date.parse(leaf.notAfter) < now.getTime();
  return (
    <div className={styles.facts}>
      <Facts>
        <Fact name={en.bundle.issuedBy}>{leaf.selfSigned ? en.bundle.issuedByItself : leaf.issuerName}</Fact>
        <Fact name={ended ? en.bundle.ended : en.bundle.validUntil}>{dateInWords(leaf.notAfter, now)}</Fact>
      </Facts>
      <Facts>
        <Fact name={en.bundle.key}>{keyInWords(leaf.publicKey)}</Fact>
        <Fact name={en.bundle.privateKey}>
          {privateKey === undefined ? (
            <span className={`${styles.marked} ${styles.bad}`}>
              <ErrorCircle16Regular /> {en.bundle.keyMissing}
            </span>
          ) : (
            <span className={styles.marked}>
              <CheckmarkCircle16Regular className={styles.good ?? ''} />{' '}
              {en.bundle.keyMatches(privateKey.source, privateKey.name)}
            </span>
          )}
        </Fact>
      </Facts>
    </div>
  );
}
