import { Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Plan } from '../../../shared/deployments/contract';
import { stepInWords, type StepWords } from '../../../shared/deployments/words';
import { duration } from '../../text/quantities';
import { targetWords, wizardWords } from '../../text/wizard';
import { Spinner } from '../../ui/Spinner';
import { markAt, messageAt } from './obstacle';
import styles from './ReviewStep.module.css';
import type { PlaceAt, Shown } from './state';
import steps from './steps.module.css';
import { WarningBox } from './WarningBox';

const words = wizardWords.review;

/** What will happen, line by line, before anything does. */
export function ReviewStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'review'>;
  readonly onType: (typed: string) => void;
}): ReactNode {
  const { shown, place, onType } = props;
  const { plan } = place;
  if (plan === undefined) {
    return (
      <p role="status" className={steps.busy}>
        {shown.problem === undefined && <Spinner />} {shown.problem === undefined && words.planning}
      </p>
    );
  }
  return (
    <>
      {plan.warnings.length > 0 && (
        <div className={steps.warnings}>
          {plan.warnings.map((warning) => (
            <WarningBox key={warning} says={words.warnings[warning]} loud={warning === 'keys-over-plain-http'} />
          ))}
        </div>
      )}
      <section className={steps.card} aria-label={words.title}>
        <div className={styles.head}>
          <p>{targetWords[plan.target].place(plan.place)}</p>
          <p>{words.about(duration(plan.seconds * 1000))}</p>
        </div>
        <PlanLines steps={plan.steps} />
        <p className={styles.nothingElse}>{words.nothingElse}</p>
      </section>
      {plan.toConfirm !== undefined && (
        <Field
          className={steps.field ?? ''}
          label={words.confirm(plan.toConfirm)}
          hint={words.confirmExplains}
          {...messageAt('confirmation', shown.obstacle)}
        >
          <Input
            {...markAt('confirmation', shown.obstacle)}
            value={place.typed}
            spellCheck={false}
            onChange={(_, data) => onType(data.value)}
          />
        </Field>
      )}
    </>
  );
}

/** One line a step; steps that do the same to the world stand together. */
function PlanLines({ steps: all }: { readonly steps: Plan['steps'] }): ReactNode {
  const groups = new Map<string, StepWords[]>();
  for (const step of all) {
    const line = stepInWords(step);
    groups.set(line.action, [...(groups.get(line.action) ?? []), line]);
  }
  return (
    <dl className={styles.lines}>
      {[...groups].map(([action, lines]) => (
        <div key={action} className={styles.group}>
          <dt className={styles.action}>{action}</dt>
          {lines.map(({ what, where }) => (
            <dd key={`${what} ${where}`} className={styles.line}>
              <span className={styles.what}>{what}</span> <span className={styles.where}>{where}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
