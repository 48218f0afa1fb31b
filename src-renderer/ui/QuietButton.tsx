import type { ReactNode, Ref } from 'react';
import styles from './QuietButton.module.css';

/** A button that stays in the background: an icon with a name, or plain words. Cheap enough for hundreds of rows. */
export function QuietButton(props: {
  /** The accessible name, where it says more than the words shown. */
  readonly label?: string;
  readonly icon?: ReactNode;
  readonly words?: string;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}): ReactNode {
  const { label, icon, words, onPress, ref } = props;
  return (
    <button
      ref={ref}
      type="button"
      className={words === undefined ? styles.button : `${styles.button} ${styles.words}`}
      aria-label={label}
      title={words === undefined ? label : undefined}
      onClick={onPress}
    >
      {icon}
      {words}
    </button>
  );
}
