import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { duration } from '../../text/quantities';
import { thisComputerWords as words } from '../../text/wizard';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { markAt, messageAt } from './obstacle';
import type { DeploymentDraft, Obstacle, Trial } from './state';
import styles from './steps.module.css';
import type { WizardStore } from './store';

/** The user's own model: where it listens, what it understands, and a call to see whether it does. */
export function OwnModel(props: {
  readonly draft: DeploymentDraft;
  readonly trial: Trial | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly store: WizardStore;
}): ReactNode {
  const { draft, trial, obstacle, store } = props;
  return (
    <div className={styles.inset}>
      <Field label={words.addressLabel} hint={words.addressHint} {...messageAt('address', obstacle)}>
        <Input
          {...markAt('address', obstacle)}
          value={draft.address}
          maxLength={2048}
          spellCheck={false}
          onChange={(_, data) => store.editDeployment({ address: data.value })}
        />
      </Field>
      <Field label={words.example} hint={words.exampleHint} {...messageAt('example', obstacle)}>
        <Textarea
          {...markAt('example', obstacle)}
          className={styles.json ?? ''}
          value={draft.example}
          maxLength={65_536}
          rows={4}
          spellCheck={false}
          resize="vertical"
          onChange={(_, data) => store.editDeployment({ example: data.value })}
        />
      </Field>
      <div className={styles.buttons}>
        <Button onClick={() => void store.tryModel()}>{words.try}</Button>
        <p role="status" className={styles.busy}>
          {trial?.state === 'calling' && <Spinner />} {trial?.state === 'calling' && words.trying}
          {trial?.state === 'answered' && words.answered(trial.status, duration(trial.milliseconds))}
        </p>
      </div>
      {trial?.state === 'answered' && (
        <pre className={styles.code}>{trial.answer === '' ? words.empty : trial.answer}</pre>
      )}
      {trial?.state === 'silent' && <ProblemMessage problem={trial.problem} alert />}
    </div>
  );
}
