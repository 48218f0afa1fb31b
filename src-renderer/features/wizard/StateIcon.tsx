import { ArrowCircleRight20Regular } from '@fluentui/react-icons/svg/arrow-circle-right';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { PauseCircle20Regular } from '@fluentui/react-icons/svg/pause-circle';
import { SubtractCircle20Regular } from '@fluentui/react-icons/svg/subtract-circle';
import type { ReactNode } from 'react';
import { Spinner } from '../../ui/Spinner';
import styles from './StateIcon.module.css';

const icons = {
  here: <ArrowCircleRight20Regular />,
  done: <CheckmarkCircle20Regular />,
  waiting: <Circle20Regular />,
  running: <Spinner />,
  failed: <ErrorCircle20Regular />,
  broken: <PauseCircle20Regular />,
  noted: <Info20Regular />,
  skipped: <SubtractCircle20Regular />,
} as const;

/** How something stands, as a picture. The words beside it say the same; where there are none, `says` is its name. */
export function StateIcon(props: { readonly state: keyof typeof icons; readonly says?: string }): ReactNode {
  const { state, says } = props;
  const named = says === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': says };
  return (
    <span className={`${styles.icon} ${styles[state]}`} {...named}>
      {icons[state]}
    </span>
  );
}
