import { Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { changeInWords, confirmationInWords, interruptionInWords, warningInWords } from '../../text/changes';
import { duration } from '../../text/quantities';
import { targetWords, wizardWords } from '../../text/wizard';
import { Spinner } from '../../ui/Spinner';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { HeldValuesCard } from './HeldValuesCard';
import { markAt, messageAt } from './obstacle';
import { PlanLines } from './PlanLines';
import styles from './ReviewStep.module.css';
import type { PlaceAt, Shown } from './state';
import steps from './steps.module.css';
import type { WizardStore } from './store';
import { WarningBox } from './WarningBox';

const words = wizardWords.review;

/** What will happen, line by line, before anything does. */
export function ReviewStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'review'>;
  readonly store: WizardStore;
}): ReactNode {
  const { shown, place, store } = props;
  const { plan } = place;
  // With what was given its field goes.
  useKeptFocus(plan?.asks.length ?? 0);
  if (plan === undefined) {
    return (
      <p role="status" className={steps.busy}>
        {shown.problem === undefined && <Spinner />} {shown.problem === undefined && words.planning}
      </p>
    );
  }
  return (
    <>
      <p className={steps.explains}>{changeInWords(plan.change, plan.target).explains}</p>
      {plan.warnings.length > 0 && (
        <div className={steps.warnings}>
          {plan.warnings.map((warning) => (
            <WarningBox key={warning} says={warningInWords(warning, plan)} loud={warning === 'keys-over-plain-http'} />
          ))}
        </div>
      )}
      <section className={steps.card} aria-label={words.title}>
        <div className={styles.head}>
          <p>{targetWords[plan.target].place(plan.place)}</p>
          <p>{words.about(duration(plan.seconds * 1000))}</p>
          {plan.interruption !== undefined && (
            <p className={styles.interruption}>{interruptionInWords(plan.interruption)}</p>
          )}
        </div>
        <PlanLines steps={plan.steps} />
        <p className={styles.nothingElse}>{words.nothingElse}</p>
      </section>
      <HeldValuesCard asks={plan.asks} shown={shown} store={store} />
      {plan.toConfirm !== undefined && (
        <Field
          className={steps.field ?? ''}
          label={words.confirm(plan.toConfirm)}
          hint={confirmationInWords(plan.warnings)}
          {...messageAt('confirmation', shown.obstacle)}
        >
          <Input
            {...markAt('confirmation', shown.obstacle)}
            value={place.typed}
            spellCheck={false}
            onChange={(_, data) => store.confirm(data.value)}
          />
        </Field>
      )}
    </>
  );
}
