import { ArrowDownload48Regular } from '@fluentui/react-icons/svg/arrow-download';
import type { ReactNode } from 'react';
import styles from './DropOverlay.module.css';

/** Covers the window while files are dragged over it, and says what letting go will do. */
export function DropOverlay({ title, explains }: { readonly title: string; readonly explains: string }): ReactNode {
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.frame}>
        <ArrowDownload48Regular className={styles.icon ?? ''} />
        <p className={styles.title}>{title}</p>
        <p className={styles.explains}>{explains}</p>
      </div>
    </div>
  );
}
