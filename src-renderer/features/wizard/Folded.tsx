import { type ReactNode, useState } from 'react';
import { containerGroupWords } from '../../text/container-group';
import type { Field, Obstacle } from './state';
import styles from './steps.module.css';

/** What hardly anybody needs, folded away until something in it is missing. */
export function Folded(props: {
  /** The fields in it. */
  readonly of: readonly Field[];
  readonly obstacle: Obstacle | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { of, obstacle, children } = props;
  const [open, setOpen] = useState(false);
  const refused = obstacle !== undefined && of.includes(obstacle.field);
  return (
    <details open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{containerGroupWords.more.title}</summary>
      <div className={styles.foldedFields}>{children}</div>
    </details>
  );
}
