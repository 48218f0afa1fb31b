import type { ReactNode } from 'react';
import { Refusal } from '../../ui/Refusal';
import { markAt } from './obstacle';
import type { Field, Obstacle } from './state';
import styles from './steps.module.css';

/** Several fields that are missing something together: it is said below them, and the focus goes to them. */
export function Marked(props: {
  readonly field: Field;
  readonly obstacle: Obstacle | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { field, obstacle, children } = props;
  return (
    <div className={styles.marked} {...markAt(field, obstacle)} tabIndex={-1}>
      {children}
      {obstacle?.field === field && <Refusal>{obstacle.says}</Refusal>}
    </div>
  );
}
