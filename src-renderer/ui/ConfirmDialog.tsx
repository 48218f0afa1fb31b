import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { en } from '../text/en';

/** A question before something is lost. Cancel is what Enter and Escape do. Give each question a key of its own. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly explains: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const [open, setOpen] = useState(true);
  const close = (): void => {
    setOpen(false);
    props.onClose();
  };
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.explains}</DialogContent>
          <DialogActions>
            <Button onClick={close}>{en.cancel}</Button>
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
