import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../../shared/problem';
import { en } from '../text/en';
import styles from './FormDialog.module.css';
import { ProblemMessage } from './ProblemMessage';
import { Spinner } from './Spinner';
import { useReturnFocus } from './use-return-focus';
import { WorkDialog } from './WorkDialog';

/** A form in a dialog. `onSubmit` answers whether it is done; the dialog then closes itself, and stays mounted. */
export function FormDialog(props: {
  readonly title: string;
  readonly submit: string;
  /** What is said while it works. */
  readonly working: string;
  readonly problem: Problem | undefined;
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(true);
  const [busy, setBusy] = useState(false);
  const giveFocusBack = useReturnFocus();
  const end = (): void => {
    setOpen(false);
    giveFocusBack();
    props.onClose();
  };
  const close = (): void => {
    if (!busy) end();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // React sends it on to a form that the dialog was opened from.
    event.stopPropagation();
    if (busy) return;
    setBusy(true);
    const done = await props.onSubmit();
    setBusy(false);
    if (done) end();
  };
  return (
    <WorkDialog open={open} onClose={close}>
      <form onSubmit={(event) => void submit(event)} autoComplete="off" noValidate>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            {props.children}
            {props.problem !== undefined && <ProblemMessage problem={props.problem} alert />}
            <p role="status" className={styles.busy}>
              {busy && <Spinner />} {busy && props.working}
            </p>
          </DialogContent>
          <DialogActions className={styles.actions ?? ''}>
            <Button onClick={close}>{en.cancel}</Button>
            <Button appearance="primary" type="submit">
              {props.submit}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </WorkDialog>
  );
}
