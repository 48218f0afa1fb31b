import { ArrowRight16Regular } from '@fluentui/react-icons/svg/arrow-right';
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircle16Regular } from '@fluentui/react-icons/svg/error-circle';
import { LinkDismiss20Regular } from '@fluentui/react-icons/svg/link-dismiss';
import type { ReactNode } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import styles from './ChainView.module.css';

/** The chain from the certificate to its root, drawn in a row and read as a list; says what is missing. */
export function ChainView({ bundle }: { readonly bundle: Bundle }): ReactNode {
  const title = `chain-${bundle.id}`;
  const { chainComplete, knownRoot, missingIssuer } = bundle;
  return (
    <div className={styles.chain}>
      <p className={styles.heading}>
        <span id={title}>{en.bundle.chain}</span>
        <span className={`${styles.state} ${chainComplete ? styles.complete : styles.broken}`}>
          {chainComplete ? <CheckmarkCircle16Regular /> : <ErrorCircle16Regular />}
          {chainComplete ? en.bundle.chainComplete : en.bundle.chainNotComplete}
        </span>
      </p>
      <ol className={styles.list} aria-labelledby={title}>
        {bundle.chain.map(({ certificate, role, source, from }, index) => (
          <Link
            key={certificate.id}
            first={index === 0}
            name={certificate.name}
            developmentOnly={certificate.developmentOnly}
            role={en.bundle.roles[role]}
            source={en.bundle.sources[source](from)}
            unsent={role === 'root'}
          />
        ))}
        {knownRoot !== undefined && (
          <Link first={false} name={knownRoot} developmentOnly={false} role={en.bundle.roles.known} source="" unsent />
        )}
        {missingIssuer !== undefined && <Missing name={missingIssuer} />}
      </ol>
    </div>
  );
}

function Link(props: {
  readonly first: boolean;
  readonly name: string;
  readonly developmentOnly: boolean;
  readonly role: string;
  /** Where it came from, where that is no file. */
  readonly source: string;
  /** Not sent by the server: clients have their own. */
  readonly unsent: boolean;
}): ReactNode {
  return (
    <li className={styles.link}>
      {!props.first && <ArrowRight16Regular className={styles.arrow ?? ''} />}
      <div className={props.unsent ? `${styles.certificate} ${styles.unsent}` : styles.certificate}>
        <span>{props.name}</span>
        <span className={styles.role}>{props.role}</span>
        {props.developmentOnly && <DevelopmentBadge />}
        {props.source !== '' && <span className={styles.role}>{props.source}</span>}
      </div>
    </li>
  );
}

function Missing({ name }: { readonly name: string }): ReactNode {
  return (
    <li className={styles.link}>
      <ArrowRight16Regular className={styles.arrow ?? ''} />
      <div className={`${styles.certificate} ${styles.missing}`}>
        <LinkDismiss20Regular />
        <span>{en.bundle.missing(name)}</span>
      </div>
    </li>
  );
}
