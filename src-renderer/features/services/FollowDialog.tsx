import { Button, Checkbox, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { en } from '../../text/en';
import { logsWords as words } from '../../text/logs';
import { fluentRef } from '../../ui/fluent-ref';
import kept from '../../ui/KeptPage.module.css';
import { useReturnFocus } from '../../ui/use-return-focus';
import { WorkDialog } from '../../ui/WorkDialog';
import styles from './LogsDialog.module.css';

const PAUSE = 3000;

/** Something that changes while it is looked at. It is looked at once, and then again and again as long as somebody follows. */
export function FollowDialog(props: {
  readonly title: string;
  readonly look: () => Promise<void>;
  readonly children: ReactNode;
}): ReactNode {
  const { title, look } = props;
  const [open, setOpen] = useState(true);
  const [following, follow] = useState(true);
  const giveFocusBack = useReturnFocus();
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => closing.current?.focus(), []);
  useLooking(look, open, following);
  const close = (): void => {
    setOpen(false);
    giveFocusBack();
  };
  return (
    <WorkDialog open={open} onClose={close} className={styles.surface}>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className={kept.sections ?? ''}>{props.children}</DialogContent>
        <DialogActions>
          <Checkbox
            className={styles.follow ?? ''}
            label={words.follow}
            title={words.followExplains}
            checked={following}
            onChange={(_, data) => follow(data.checked === true)}
          />
          <Button onClick={() => void look()}>{words.again}</Button>
          <Button ref={fluentRef(closing)} appearance="primary" onClick={close}>
            {en.close}
          </Button>
        </DialogActions>
      </DialogBody>
    </WorkDialog>
  );
}

/** Looks at once, and again a while after each answer, as long as the dialog is open and somebody follows. */
function useLooking(look: () => Promise<void>, open: boolean, following: boolean): void {
  useEffect(() => void look(), [look]);
  useEffect(() => {
    if (!open || !following) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let wanted = true;
    const wait = (): void => {
      timer = setTimeout(() => void look().then(() => wanted && wait()), PAUSE);
    };
    wait();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [look, open, following]);
}
