import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { Fact, Facts } from '../../ui/Facts';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { useReturnFocus } from '../../ui/use-return-focus';
import { useShortly } from '../../ui/use-shortly';
import styles from './AboutDialog.module.css';
import { aboutFacts, createAboutStore } from './store';

/** Which version this is and what it is made of, to be copied into a report. Closes itself, and stays mounted until it is opened anew. */
export function AboutDialog({ call, onClose }: { readonly call: CallMain; readonly onClose: () => void }): ReactNode {
  const [store] = useState(() => createAboutStore(call));
  const state = useStore(store.state);
  const [copied, showCopied] = useShortly();
  const giveFocusBack = useReturnFocus();
  const [open, setOpen] = useState(true);
  useEffect(() => void store.open(), [store]);
  const close = (): void => {
    setOpen(false);
    onClose();
    giveFocusBack();
  };
  const copy = async (): Promise<void> => {
    if (await store.copy()) showCopied();
  };
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogSurface className={styles.surface ?? ''}>
        <DialogBody>
          <DialogTitle>{en.about.title}</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            <p>{en.about.explains}</p>
            {state.phase === 'shown' && (
              <Facts>
                {aboutFacts(state.about).map(([name, value]) => (
                  <Fact key={name} name={name}>
                    {value}
                  </Fact>
                ))}
              </Facts>
            )}
            {state.phase !== 'fetching' && state.problem !== undefined && (
              <ProblemMessage problem={state.problem} alert />
            )}
          </DialogContent>
          <DialogActions className={styles.actions ?? ''}>
            <span role="status" className={styles.copied}>
              {copied ? en.copied : ''}
            </span>
            <Button onClick={() => void copy()}>{en.about.copy}</Button>
            <Button appearance="primary" onClick={close}>
              {en.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
