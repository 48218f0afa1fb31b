import { Button, Field, Input } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import { en } from '../../text/en';
import { problemInWords } from '../../text/problems';
import styles from './BundleCard.module.css';
import type { WorkshopStore } from './store';

/** Findings by which a host name is not covered. */
const AGAINST: ReadonlySet<string> = new Set(['host-name-not-covered', 'no-host-names', 'name-constraints']);

/** Asks for the host name of the service and says whether clients take this certificate for it. */
export function HostNameCheck({
  bundle,
  store,
}: {
  readonly bundle: Bundle;
  readonly store: WorkshopStore;
}): ReactNode {
  const [typed, setTyped] = useState(bundle.hostName ?? '');
  const [problem, setProblem] = useState<Problem>();
  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(await store.checkHostName(bundle.id, typed));
  };
  const covered = bundle.findings.every(({ code }) => !AGAINST.has(code));
  const words = problem && problemInWords(problem);
  return (
    <form className={styles.ask} onSubmit={(event) => void check(event)} autoComplete="off">
      <Field
        className={styles.askField ?? ''}
        label={en.bundle.hostName}
        {...(words ? { validationMessage: `${words.title} ${words.next}` } : {})}
      >
        <Input
          value={typed}
          placeholder={en.bundle.hostNameHint}
          spellCheck={false}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Button type="submit">{en.bundle.check}</Button>
      <span role="status">
        {bundle.hostName !== undefined &&
          problem === undefined &&
          (covered ? en.bundle.covers(bundle.hostName) : en.bundle.doesNotCover(bundle.hostName))}
      </span>
    </form>
  );
}
