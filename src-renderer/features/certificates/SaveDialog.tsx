import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Bundle } from '../../../shared/certificates/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { ReplaceDialog } from '../../ui/ReplaceDialog';
import { useReturnFocus } from '../../ui/use-return-focus';
import { WorkDialog } from '../../ui/WorkDialog';
import { createSaveStore } from './save-store';
import styles from './SaveDialog.module.css';
import { SavedFiles } from './SavedFiles';
import { SaveForm } from './SaveForm';

/**
 * Saves one bundle, as the two files Azure wants or in another form: asks for a name and a folder, asks before replacing, says what was written.
 * It closes itself and stays mounted until the next one comes: taken away while it is open, Fluent would leave the page
 * behind it hidden from screen readers.
 */
export function SaveDialog(props: {
  readonly bundle: Bundle;
  /** Whether the user picks the form; otherwise it is the one for Azure. */
  readonly picksFormat: boolean;
  readonly call: CallMain;
}): ReactNode {
  const { bundle, picksFormat, call } = props;
  const [store] = useState(() => createSaveStore(call, bundle, picksFormat ? 'pfx' : 'pem-pair'));
  const state = useStore(store.state);
  const [open, setOpen] = useState(true);
  const giveFocusBack = useReturnFocus();
  const close = (): void => {
    // Between the first byte and the last there is no way back.
    if (state.phase === 'saving') return;
    setOpen(false);
    giveFocusBack();
  };
  return (
    <>
      <WorkDialog open={open} onClose={close} className={styles.surface}>
        {state.phase === 'saved' ? (
          <SavedFiles
            saved={state.saved}
            problem={state.problem}
            onShowFolder={() => void store.showFolder()}
            onDone={close}
          />
        ) : (
          <SaveForm
            state={state}
            title={(picksFormat ? en.save.titleAs : en.save.title)(bundle.leaf.hostNames[0] ?? bundle.leaf.name)}
            bundle={bundle}
            picksFormat={picksFormat}
            onEdit={store.edit}
            onSave={() => void store.save()}
            onCancel={close}
          />
        )}
      </WorkDialog>
      {state.question && <ReplaceDialog question={state.question} />}
    </>
  );
}
