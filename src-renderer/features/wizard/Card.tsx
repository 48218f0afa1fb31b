import { type ReactNode, useId } from 'react';
import styles from './steps.module.css';

/** A part of a page under its own heading. */
export function Card({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
