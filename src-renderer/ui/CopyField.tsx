import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import type { ReactNode } from 'react';
import { en } from '../text/en';
import styles from './CopyField.module.css';
import { QuietButton } from './QuietButton';
import { useShortly } from './use-shortly';

/** A value and a button that copies it, which says when it has. */
export function CopyField(props: {
  /** What the value is, for the button's name: `Copy serial number`. */
  readonly name: string;
  readonly value: string;
  /** What is copied, where it is written differently from what is shown. */
  readonly copied?: string;
  /** Set in a typewriter face: fingerprints, numbers. */
  readonly code?: boolean;
  /** Answers whether it was copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const [shown, show] = useShortly();
  const copy = async (): Promise<void> => {
    if (await props.onCopy(props.copied ?? props.value)) show();
  };
  return (
    <div className={styles.field}>
      <span className={props.code === true ? `${styles.value} ${styles.code}` : styles.value}>{props.value}</span>
      <QuietButton
        label={en.copyNamed(props.name)}
        icon={<Copy16Regular />}
        onPress={() => {
          void copy();
        }}
      />
      <span role="status" className={styles.copied}>
        {shown ? en.copied : ''}
      </span>
    </div>
  );
}
