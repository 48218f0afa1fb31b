import { Certificate20Regular } from '@fluentui/react-icons/svg/certificate';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { memo, type ReactNode } from 'react';
import type { WorkshopFile } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import { formatWords } from '../../text/formats';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { QuietButton } from '../../ui/QuietButton';
import { Spinner } from '../../ui/Spinner';
import styles from './FileList.module.css';
import { PasswordForm } from './PasswordForm';

/** What the user can do with a file; the same object for the life of the list, so that rows are not drawn again. */
export interface FileActions {
  unlock(file: WorkshopFile, password: string): void;
  stop(file: WorkshopFile): void;
  remove(file: WorkshopFile): void;
}

/** One file: its name, what it is, and what became of it. */
export const FileRow = memo(function FileRow(props: {
  readonly file: WorkshopFile;
  readonly actions: FileActions;
}): ReactNode {
  const { file, actions } = props;
  return (
    <li className={styles.row} data-file={file.id} tabIndex={-1}>
      {file.status === 'problem' && file.problem !== undefined ? (
        // The problem names the file itself, and says what it is.
        <div className={styles.problem}>
          <ProblemMessage problem={file.problem} about={file.name} />
        </div>
      ) : (
        <>
          <span className={styles.kind}>{icon(file)}</span>
          <div className={styles.naming}>
            <span className={styles.name}>{file.name}</span>
            <span className={styles.format}>{whatItIs(file)}</span>
          </div>
          <FileState file={file} actions={actions} />
        </>
      )}
      <div className={styles.remove} data-remove>
        <QuietButton
          label={en.files.removeNamed(file.name)}
          icon={<Dismiss16Regular />}
          onPress={() => actions.remove(file)}
        />
      </div>
    </li>
  );
});

function FileState({ file, actions }: { readonly file: WorkshopFile; readonly actions: FileActions }): ReactNode {
  switch (file.status) {
    case 'reading':
      return (
        <div className={styles.reading}>
          <Spinner />
          {en.files.reading}
          <QuietButton words={en.files.stop} label={en.files.stopNamed(file.name)} onPress={() => actions.stop(file)} />
        </div>
      );
    case 'needs-password':
      return <PasswordForm file={file} onOpen={(password) => actions.unlock(file, password)} />;
    case 'read':
      return (
        <span className={styles.contents}>
          {en.files.contents(file.certificates, file.privateKeys, file.requests) || en.files.nothing}
        </span>
      );
    case 'problem':
      return null;
  }
}

function whatItIs(file: WorkshopFile): string {
  const words = file.format === undefined ? '' : formatWords[file.format];
  if (file.status !== 'needs-password') return words;
  return words === '' ? en.files.passwordProtected : `${words}, ${en.files.passwordProtected}`;
}

function icon(file: WorkshopFile): ReactNode {
  if (file.status === 'needs-password') return <LockClosed20Regular />;
  if (file.certificates > 0) return <Certificate20Regular />;
  return file.privateKeys > 0 ? <Key20Regular /> : <Document20Regular />;
}
