import type { ReactNode } from 'react';
import styles from './LiveRegions.module.css';

/** Speaks to screen readers only: progress when it is convenient, problems at once. */
export function LiveRegions({ status, alert }: { readonly status: string; readonly alert: string }): ReactNode {
  return (
    <div className={styles.hidden}>
      <div role="status">{status}</div>
      <div role="alert">{alert}</div>
    </div>
  );
}
