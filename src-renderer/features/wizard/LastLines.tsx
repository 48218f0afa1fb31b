import { type ReactNode, useEffect, useState } from 'react';
import type { Outcome } from '../../../shared/problem';
import { logsWords as words } from '../../text/logs';
import { LogText } from '../../ui/LogText';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { QuietButton } from '../../ui/QuietButton';
import { Spinner } from '../../ui/Spinner';
import type { Actions } from './actions';
import styles from './LastLines.module.css';
import steps from './steps.module.css';

/** What a container wrote before it ended, or before it was given up on: mostly the reason. */
export function LastLines(props: {
  readonly container: string;
  readonly store: Pick<Actions, 'lastLines' | 'copyText'>;
}): ReactNode {
  const { container, store } = props;
  const [found, setFound] = useState<Outcome<{ readonly text: string }>>();
  useEffect(() => {
    let wanted = true;
    void store.lastLines(container).then((outcome) => wanted && setFound(outcome));
    return () => void (wanted = false);
  }, [store, container]);
  const again = (): void => {
    setFound(undefined);
    void store.lastLines(container).then(setFound);
  };
  return (
    <div className={styles.lines}>
      <div className={steps.header}>
        <h2 className={steps.title}>{words.lines(container)}</h2>
        {found !== undefined && <QuietButton words={words.again} onPress={again} />}
      </div>
      <p role="status" className={found === undefined ? steps.busy : steps.explains}>
        {found === undefined && <Spinner />} {found === undefined && words.fetching}
      </p>
      {found?.ok === false && <ProblemMessage problem={found.problem} />}
      {found?.ok === true && (
        <LogText text={found.value.text} label={words.lines(container)} empty={words.empty} onCopy={store.copyText} />
      )}
    </div>
  );
}
