import { Dialog, DialogSurface } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A dialog that a click beside it does not close: what was typed in it would be lost. */
export function WorkDialog(props: {
  readonly open: boolean;
  /** The user wants to leave. */
  readonly onClose: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Dialog
      open={props.open}
      onOpenChange={(_, data) => {
        if (data.type !== 'backdropClick' && !data.open) props.onClose();
      }}
    >
      <DialogSurface className={props.className ?? ''}>{props.children}</DialogSurface>
    </Dialog>
  );
}
