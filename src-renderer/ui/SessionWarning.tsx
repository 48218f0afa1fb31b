import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { en } from '../text/en';
import styles from './KeptPage.module.css';

/** Says that what is kept lasts until Latchkey closes, because there is no keyring. */
export function SessionWarning({ says = en.keeping.session }: { readonly says?: string }): ReactNode {
  return (
    <p className={styles.warning} role="note">
      <Warning20Regular /> {says}
    </p>
  );
}
