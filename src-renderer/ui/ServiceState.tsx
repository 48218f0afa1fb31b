import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CloudCheckmark16Regular } from '@fluentui/react-icons/svg/cloud-checkmark';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import { ErrorCircle16Regular } from '@fluentui/react-icons/svg/error-circle';
import { Stop16Regular } from '@fluentui/react-icons/svg/stop';
import type { ReactNode } from 'react';
import type { Service } from '../../shared/services/contract';
import { serviceState, serviceWords } from '../text/services';
import styles from './ServiceState.module.css';
import { Spinner } from './Spinner';

const icons = {
  draft: <Edit16Regular />,
  stopped: <Stop16Regular />,
  starting: <Spinner />,
  running: <CheckmarkCircle16Regular className={styles.good ?? ''} />,
  deployed: <CloudCheckmark16Regular className={styles.good ?? ''} />,
  failed: <ErrorCircle16Regular className={styles.bad ?? ''} />,
} as const;

/** What a service is at: an icon and a word. */
export function ServiceState({ service }: { readonly service: Service }): ReactNode {
  const state = serviceState(service);
  return (
    <span className={styles.state}>
      {icons[state]} {serviceWords.states[state]}
    </span>
  );
}
