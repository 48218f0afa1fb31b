import type { ReactNode } from 'react';
import styles from './StartPage.module.css';

/** A big plain button: a picture, what is behind it, and a sentence on that. A low one stands below the others. */
export function Door(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly explains: string;
  readonly low?: boolean;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className={props.low === true ? `${styles.door} ${styles.low}` : styles.door}
      onClick={props.onPress}
    >
      <span className={styles.icon}>{props.icon}</span>
      <span className={styles.title}>{props.title}</span>
      <span className={styles.explains}>{props.explains}</span>
    </button>
  );
}
