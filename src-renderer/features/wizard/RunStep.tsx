import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Deployment } from '../../../shared/deployments/contract';
import { progressInWords, stepInWords } from '../../../shared/deployments/words';
import { leftInWords } from '../../text/changes';
import { wizardWords } from '../../text/wizard';
import { LiveRegions } from '../../ui/LiveRegions';
import { RunLine } from './RunLine';
import styles from './RunStep.module.css';
import type { PlaceAt, Shown } from './state';
import steps from './steps.module.css';
import type { WizardStore } from './store';

const words = wizardWords.run;

/** The steps of a deployment as they come and go, and what can be done about them. */
export function RunStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'run'>;
  readonly store: WizardStore;
}): ReactNode {
  const { shown, place, store } = props;
  const { deployment } = shown;
  useFocusOnOutcome(deployment?.state);
  if (deployment === undefined) return null;
  const { state } = deployment;
  return (
    <>
      <LiveRegions status={progress(deployment)} alert="" />
      <section className={steps.card} aria-label={words.steps}>
        <ol className={styles.lines}>
          {deployment.steps.map(({ step, at }) => (
            <RunLine
              key={`${step.code} ${JSON.stringify(step.facts)}`}
              step={step}
              at={at}
              store={store}
              onAgain={() => void store.resume()}
            />
          ))}
        </ol>
      </section>
      {state === 'interrupted' && <p>{words.interrupted}</p>}
      <p className={steps.explains}>{whatStays(deployment, place.cancelling)}</p>
      {state !== 'running' && (
        <div className={steps.buttons}>
          <Button onClick={() => void store.saveReport()}>{words.saveReport}</Button>
        </div>
      )}
    </>
  );
}

/** Gives the focus to the heading, which says what came of it, when the button that was pressed went with its state. */
function useFocusOnOutcome(state: Deployment['state'] | undefined): void {
  const before = useRef(state);
  useEffect(() => {
    const changed = before.current !== state;
    before.current = state;
    if (changed && document.activeElement === document.body) document.querySelector('h1')?.focus();
  }, [state]);
}

/** Said when a step begins and when it comes to something else, and not second by second. */
function progress({ steps: all }: Deployment): string {
  const index = all.findIndex(({ at }) => at.state === 'running');
  const running = all[index];
  if (running?.at.state !== 'running') return '';
  const { step, at } = running;
  const isAt = at.progress === undefined ? '' : progressInWords(step, at.progress);
  const { what } = stepInWords(step);
  return words.said(index + 1, all.length, isAt === '' ? what : `${what}, ${isAt}`);
}

function whatStays({ state, steps: all }: Deployment, cancelling: boolean): string {
  const done = leftInWords(all.filter(({ at }) => at.state === 'done').map(({ step }) => step));
  if (state === 'running') {
    if (cancelling) return words.cancelling;
    return done.length === 0 ? words.staysNothing : words.stays(done);
  }
  return state === 'done' ? '' : words.stayed(done);
}
