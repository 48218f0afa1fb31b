import { ArrowSwap24Regular } from '@fluentui/react-icons/svg/arrow-swap';
import { Play24Regular } from '@fluentui/react-icons/svg/play';
import { ShieldLock24Regular } from '@fluentui/react-icons/svg/shield-lock';
import type { ReactNode } from 'react';
import type { Problem } from '../../../shared/problem';
import type { Service } from '../../../shared/services/contract';
import { startWords as words } from '../../text/start';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Door } from './Door';
import { ServiceLines } from './ServiceLines';
import styles from './StartPage.module.css';

/** Where a first run lands: the two doors, the try-out, and the services there are. Plain elements: it is the first paint. */
export function StartPage(props: {
  readonly services: readonly Service[];
  /** Why no service was begun, or why it is not known which there are. */
  readonly problem: Problem | undefined;
  readonly takeFocus: boolean;
  readonly onSecure: () => void;
  readonly onConvert: () => void;
  readonly onTryOut: () => void;
  /** Opens the wizard with a service. */
  readonly onOpen: (serviceId: string) => void;
}): ReactNode {
  const { services, problem, takeFocus } = props;
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{words.title}</PageHeading>
      <div className={styles.sections}>
        <div className={styles.doors}>
          <Door
            icon={<ShieldLock24Regular />}
            title={words.secure}
            explains={words.secureExplains}
            onPress={props.onSecure}
          />
          <Door
            icon={<ArrowSwap24Regular />}
            title={words.convert}
            explains={words.convertExplains}
            onPress={props.onConvert}
          />
          <Door
            low
            icon={<Play24Regular />}
            title={words.tryOut}
            explains={words.tryOutExplains}
            onPress={props.onTryOut}
          />
        </div>
        {problem !== undefined && <ProblemMessage problem={problem} alert />}
        {services.length > 0 && <ServiceLines services={services} onOpen={props.onOpen} />}
      </div>
    </>
  );
}
