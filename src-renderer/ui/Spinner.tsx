import type { ReactNode } from 'react';
import styles from './Spinner.module.css';

/** Something is going on; the words beside it say what. Plain CSS, because a list can hold hundreds. */
export function Spinner(): ReactNode {
  return <span className={styles.spinner} aria-hidden="true" />;
}
