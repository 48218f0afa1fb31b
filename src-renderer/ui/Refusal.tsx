import type { ReactNode } from 'react';
import styles from './Refusal.module.css';

/** Why the button that was pressed did nothing, and what to do first. Read aloud at once. */
export function Refusal({ children }: { readonly children: string }): ReactNode {
  return (
    <p className={styles.refusal} role="alert">
      {children}
    </p>
  );
}
