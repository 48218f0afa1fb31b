import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { en } from '../text/en';
import { fluentRef } from './fluent-ref';
import styles from './FormDialog.module.css';
import { useReturnFocus } from './use-return-focus';

/** A question before something is lost. Cancel is what Enter and Escape do. Give each question a key of its own. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly explains: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const [open, setOpen] = useState(true);
  const giveFocusBack = useReturnFocus();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const close = (): void => {
    setOpen(false);
    giveFocusBack();
    props.onClose();
  };
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.explains}</DialogContent>
          <DialogActions className={styles.actions ?? ''}>
            <Button ref={fluentRef(cancel)} onClick={close}>
              {en.cancel}
            </Button>
            <Button
              onClick={() => {
                props.onConfirm();
                close();
              }}
            >
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
