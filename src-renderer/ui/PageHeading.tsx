import { type ReactNode, useEffect, useRef } from 'react';
import styles from './PageHeading.module.css';

/** A page's heading; takes the focus when the user came here by navigation, so that a screen reader says where it is. */
export function PageHeading(props: { readonly children: string; readonly takeFocus: boolean }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const { takeFocus } = props;
  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [takeFocus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.heading}>
      {props.children}
    </h1>
  );
}
