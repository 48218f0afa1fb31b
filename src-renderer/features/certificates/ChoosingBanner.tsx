import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { en } from '../../text/en';
import styles from './CertificatesPage.module.css';

/** Says that a certificate is being looked for, and what for; and the way back. */
export function ChoosingBanner(props: { readonly service: string; readonly onBack: () => void }): ReactNode {
  return (
    <section className={styles.choosing} aria-label={en.bundle.choosing(props.service)}>
      <div className={styles.what}>
        <p className={styles.title}>{en.bundle.choosing(props.service)}</p>
        <p>{en.bundle.choosingExplains(props.service)}</p>
      </div>
      <Button onClick={props.onBack}>{en.bundle.back}</Button>
    </section>
  );
}
