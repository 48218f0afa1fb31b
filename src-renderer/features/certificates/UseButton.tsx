import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import { en } from '../../text/en';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from './BundleCard.module.css';

/** Takes a certificate into a service and goes there; answers why it was not taken. */
export type UseBundle = (bundle: Bundle) => Promise<Problem | undefined>;

/** Puts a certificate to work: in the service it is being looked for, else in a new one. */
export function UseButton(props: {
  readonly bundle: Bundle;
  readonly title: string;
  /** What that service is called. */
  readonly choosing: string | undefined;
  readonly onUse: UseBundle;
}): ReactNode {
  const { bundle, title, choosing, onUse } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const use = async (): Promise<void> => {
    setBusy(true);
    setProblem(await onUse(bundle));
    setBusy(false);
  };
  return (
    <>
      <Button
        appearance={choosing === undefined ? 'secondary' : 'primary'}
        aria-label={
          choosing === undefined ? en.bundle.inServiceNamed(title) : en.bundle.forServiceNamed(title, choosing)
        }
        onClick={() => {
          if (!busy) void use();
        }}
      >
        {choosing === undefined ? en.bundle.inService : en.bundle.forService(choosing)}
      </Button>
      {problem !== undefined && (
        <div className={styles.notUsed}>
          <ProblemMessage problem={problem} alert />
        </div>
      )}
    </>
  );
}
