import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import type { Step, StepState } from '../../../shared/deployments/contract';
import { progressInWords, stepInWords } from '../../../shared/deployments/words';
import { duration } from '../../text/quantities';
import { wizardWords } from '../../text/wizard';
import { ProblemMessage } from '../../ui/ProblemMessage';
import type { Actions } from './actions';
import { LastLines } from './LastLines';
import styles from './RunStep.module.css';
import { StateIcon } from './StateIcon';

const words = wizardWords.run;

const icons = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  interrupted: 'broken',
  cancelled: 'broken',
} as const satisfies Record<StepState['state'], string>;

/** One step: what it does, how it stands, how long it took; a failed one says why and is tried again. */
export function RunLine(props: {
  readonly step: Step;
  readonly at: StepState;
  readonly store: Pick<Actions, 'lastLines' | 'copyText'>;
  readonly onAgain: () => void;
}): ReactNode {
  const { step, at, store, onAgain } = props;
  const { action, what, where } = stepInWords(step);
  const said = saidOf(step, at);
  const container = at.state === 'failed' ? at.problem.facts['container'] : undefined;
  return (
    <li className={styles.line}>
      <StateIcon state={icons[at.state]} />
      <p className={styles.what}>
        <strong>
          {action} {what}
        </strong>{' '}
        <span className={styles.where}>{where}</span>
        {said !== '' && <span className={styles.said}>{said}</span>}
      </p>
      <p className={styles.state}>
        {words.states[at.state]}
        {at.state === 'running' && <Elapsed since={at.started} />}
        {'milliseconds' in at && `, ${duration(at.milliseconds)}`}
      </p>
      {at.state === 'failed' && (
        <div className={styles.problem}>
          <ProblemMessage problem={at.problem} alert />
          {typeof container === 'string' && <LastLines container={container} store={store} />}
          <Button appearance="primary" onClick={onAgain}>
            {words.again}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What a step is at while it runs, and how long callers noticed once it is done. */
function saidOf(step: Step, at: StepState): string {
  if (at.state === 'running') return at.progress === undefined ? '' : progressInWords(step, at.progress);
  const silent = at.state === 'done' ? at.learned['silentMilliseconds'] : undefined;
  return typeof silent === 'number' && silent > 0 ? words.silent(duration(silent)) : '';
}

const SECOND = 1000;

/** How long it has been, second by second; the first second is not worth a word. */
function Elapsed({ since }: { readonly since: string }): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const milliseconds = now - Date.parse(since);
  return milliseconds < SECOND ? null : `, ${duration(milliseconds)}`;
}
