import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SavedFiles as Saved } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import { en } from '../../text/en';
import { fluentRef } from '../../ui/fluent-ref';
import { Fact, Facts } from '../../ui/Facts';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from './SaveDialog.module.css';

/** What was written, where it is, and what each file is for. */
export function SavedFiles(props: {
  readonly saved: Saved;
  /** When the folder could not be shown. */
  readonly problem: Problem | undefined;
  readonly onShowFolder: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { saved, problem } = props;
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <DialogBody>
      <DialogTitle>{en.save.savedTitle}</DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <ul className={styles.files}>
          {saved.files.map((file) => (
            <li key={file.name} className={styles.file}>
              <CheckmarkCircle20Regular className={styles.done ?? ''} />
              <span className={styles.name}>{file.name}</span>
              <span className={styles.explains}>{en.save.saved[file.kind](file.certificates)}</span>
            </li>
          ))}
        </ul>
        <Facts>
          <Fact name={en.save.savedIn}>
            <span className={styles.folder}>{saved.folder}</span>
          </Fact>
        </Facts>
        {problem !== undefined && <ProblemMessage problem={problem} alert />}
      </DialogContent>
      <DialogActions className={styles.actions ?? ''}>
        <Button icon={<FolderOpen20Regular />} onClick={props.onShowFolder}>
          {en.save.showFolder}
        </Button>
        <Button ref={fluentRef(done)} appearance="primary" onClick={props.onDone}>
          {en.done}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
