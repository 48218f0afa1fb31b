import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { en } from '../../text/en';
import { fluentRef } from '../../ui/fluent-ref';
import styles from './SaveDialog.module.css';

/** Asks before anything is written over. Cancel has the focus: Enter loses nothing. */
export function ReplaceQuestion(props: {
  readonly folder: string;
  readonly names: readonly string[];
  readonly onReplace: () => void;
  /** Back to the form. */
  readonly onKeep: () => void;
}): ReactNode {
  const { folder, names, onReplace, onKeep } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <DialogBody>
      <DialogTitle>{en.save.replaceTitle(names)}</DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <p className={styles.folder} role="alert">
          {en.save.replaceExplains(folder, names.length)}
        </p>
      </DialogContent>
      <DialogActions className={styles.actions ?? ''}>
        <Button onClick={onReplace}>{en.save.replace}</Button>
        <Button ref={fluentRef(cancel)} appearance="primary" onClick={onKeep}>
          {en.cancel}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
