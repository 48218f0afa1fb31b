import type { ReactNode } from 'react';
import type { Plan } from '../../../shared/deployments/contract';
import { partInWords, stepInWords, type StepWords } from '../../../shared/deployments/words';
import styles from './ReviewStep.module.css';

/** One line a step and one for each of its parts; those that do the same to the world stand together, in the order they come. */
export function PlanLines({ steps }: { readonly steps: Plan['steps'] }): ReactNode {
  const groups = new Map<string, StepWords[]>();
  const lines = steps.flatMap((step) => [stepInWords(step), ...(step.parts ?? []).map(partInWords)]);
  for (const line of lines) groups.set(line.action, [...(groups.get(line.action) ?? []), line]);
  return (
    <dl className={styles.lines}>
      {[...groups].map(([action, group]) => (
        <div key={action} className={styles.group}>
          <dt className={styles.action}>{action}</dt>
          {group.map(({ what, where }) => (
            <dd key={`${what} ${where}`} className={styles.line}>
              <span className={styles.what}>{what}</span> <span className={styles.where}>{where}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
