import { BeakerRegular } from '@fluentui/react-icons/svg/beaker';
import type { ReactNode } from 'react';
import { en } from '../text/en';
import styles from './DevelopmentBadge.module.css';

/** Says that a certificate was made for development, wherever it appears: an icon and words. */
export function DevelopmentBadge(): ReactNode {
  return (
    <span className={styles.badge} title={en.development.badgeExplains}>
      <BeakerRegular /> {en.development.badge}
    </span>
  );
}
