import { Fragment, type ReactNode } from 'react';
import { type WizardStep, wizardSteps } from '../../../shared/services/contract';
import { wizardWords as words } from '../../text/wizard';
import { isWithinReach, standingOf, type StepStanding, stepOf } from './places';
import styles from './Rail.module.css';
import type { Shown } from './state';
import { StateIcon } from './StateIcon';

/** The four steps, how each stands, and the way to those that are within reach. */
export function Rail(props: { readonly shown: Shown; readonly onGo: (step: WizardStep) => void }): ReactNode {
  const { shown, onGo } = props;
  const here = stepOf[shown.place.page];
  return (
    <nav className={styles.rail} aria-label={words.rail}>
      <p className={styles.service}>{breakable(shown.service.hostName) ?? words.unnamed}</p>
      <ol className={styles.steps}>
        {wizardSteps.map((step, index) => {
          const entry = <Entry number={index + 1} step={step} standing={standingOf(step, shown)} />;
          const reached = step !== here && isWithinReach(step, shown);
          return (
            <li key={step}>
              {reached ? (
                <button type="button" className={styles.step} onClick={() => onGo(step)}>
                  {entry}
                </button>
              ) : (
                <span className={styles.step} aria-current={step === here ? 'step' : undefined}>
                  {entry}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** A host name that breaks after its dots where it has to. */
function breakable(hostName: string | undefined): ReactNode {
  return hostName?.split(/(?<=\.)/u).map((label, index) => (
    <Fragment key={`${index} ${label}`}>
      {label}
      <wbr />
    </Fragment>
  ));
}

const icons = {
  now: 'here',
  done: 'done',
  todo: 'waiting',
  running: 'running',
  problem: 'failed',
} as const satisfies Record<StepStanding, string>;

function Entry(props: {
  readonly number: number;
  readonly step: WizardStep;
  readonly standing: StepStanding;
}): ReactNode {
  const { number, step, standing } = props;
  return (
    <>
      <StateIcon state={icons[standing]} />
      <span className={styles.name}>
        {number} {words.steps[step]}
      </span>{' '}
      <span className={styles.standing}>{words.states[standing]}</span>
    </>
  );
}
