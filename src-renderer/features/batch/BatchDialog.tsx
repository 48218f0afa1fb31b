import { Button, DialogActions, DialogBody, DialogContent, DialogTitle, ProgressBar } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CallMain, ListenToMain } from '../../app/bridge';
import { batchWords as words } from '../../text/batch';
import { en } from '../../text/en';
import styles from '../../ui/FormDialog.module.css';
import type { Problem } from '../../../shared/problem';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { useReturnFocus } from '../../ui/use-return-focus';
import { WorkDialog } from '../../ui/WorkDialog';
import { BatchForm } from './BatchForm';
import { type BatchState, createBatchStore } from './store';

/** Converts a folder: asks, shows how far it is, and says what became of it. */
export function BatchDialog(props: { readonly call: CallMain; readonly on: ListenToMain }): ReactNode {
  const [store] = useState(() => createBatchStore(props.call));
  const state = useStore(store.state);
  const [open, setOpen] = useState(true);
  const giveFocusBack = useReturnFocus();
  const { on } = props;
  useEffect(() => on('batch.progress', store.progress), [on, store]);
  const close = (): void => {
    if (state.phase === 'running') return;
    setOpen(false);
    giveFocusBack();
  };
  return (
    <WorkDialog open={open} onClose={close}>
      {state.phase === 'asking' && <BatchForm state={state} store={store} onCancel={close} />}
      {state.phase === 'running' && <Running state={state} onCancel={() => void store.cancel()} />}
      {state.phase === 'done' && (
        <Done result={state.result} problem={state.problem} onShow={() => void store.showFolder()} onDone={close} />
      )}
    </WorkDialog>
  );
}

function Running(props: {
  readonly state: Extract<BatchState, { phase: 'running' }>;
  readonly onCancel: () => void;
}): ReactNode {
  const { progress, stopping } = props.state;
  const said = progress ? words[progress.step](progress.done, progress.total, progress.name) : words.starting;
  return (
    <DialogBody>
      <DialogTitle>{words.title}</DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <ProgressBar aria-label={words.title} {...(progress ? { value: progress.done, max: progress.total } : {})} />
        <p>{said}</p>
        <p>{words.cancelHint}</p>
        <p role="status">{stopping ? words.stopping : ''}</p>
      </DialogContent>
      <DialogActions>
        <Button disabledFocusable={stopping} onClick={props.onCancel}>
          {words.cancel}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

function Done(props: {
  readonly result: Extract<BatchState, { phase: 'done' }>['result'];
  readonly problem: Problem | undefined;
  readonly onShow: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { result } = props;
  return (
    <DialogBody>
      <DialogTitle>{result.cancelled ? words.stoppedTitle : words.doneTitle}</DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <p role="status">{words.counts(result.converted, result.files, result.written)}</p>
        {result.blocked > 0 && <p>{words.blocked(result.blocked, result.report)}</p>}
        {result.locked > 0 && <p>{words.locked(result.locked)}</p>}
        {result.leftOut > 0 && <p>{words.leftOut(result.leftOut)}</p>}
        {result.notConverted > 0 && <p>{words.notConverted(result.notConverted)}</p>}
        {result.notSearched > 0 && <p>{words.notSearched(result.notSearched)}</p>}
        {result.report !== undefined && <p>{words.report(result.report)}</p>}
        {result.reportProblem && <ProblemMessage problem={result.reportProblem} alert />}
        {props.problem && <ProblemMessage problem={props.problem} alert />}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onShow}>{en.save.showFolder}</Button>
        <Button appearance="primary" onClick={props.onDone}>
          {en.done}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
