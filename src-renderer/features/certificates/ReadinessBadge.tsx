import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import styles from './BundleCard.module.css';

/** Whether Azure would take this certificate, as an icon and in words. */
export function ReadinessBadge({ bundle }: { readonly bundle: Bundle }): ReactNode {
  const warnings = bundle.findings.filter((finding) => finding.level === 'warns').length;
  if (!bundle.ready) {
    return (
      <span className={`${styles.badge} ${styles.blocked}`}>
        <Prohibited20Regular /> {en.bundle.notReady}
      </span>
    );
  }
  if (warnings > 0) {
    return (
      <span className={`${styles.badge} ${styles.warned}`}>
        <Warning20Regular /> {en.bundle.readyWithWarnings(warnings)}
      </span>
    );
  }
  return (
    <span className={`${styles.badge} ${styles.ready}`}>
      <CheckmarkCircle20Regular /> {en.bundle.ready}
    </span>
  );
}
