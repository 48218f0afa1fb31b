import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import styles from './WarningBox.module.css';

/** A warning that asks for a decision, read out at once; a loud one is about secrets that others would learn. */
export function WarningBox({ says, loud = false }: { readonly says: string; readonly loud?: boolean }): ReactNode {
  return (
    <p className={loud ? `${styles.warning} ${styles.loud}` : styles.warning} role="alert">
      {loud ? (
        <Prohibited20Regular className={styles.icon ?? ''} />
      ) : (
        <Warning20Regular className={styles.icon ?? ''} />
      )}
      {says}
    </p>
  );
}
