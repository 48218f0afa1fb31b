import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { batchWords as words } from '../../text/batch';
import { en } from '../../text/en';
import { outputWords } from '../../text/outputs';
import styles from '../../ui/FormDialog.module.css';
import { NewPassword } from '../../ui/NewPassword';
import { OutputFormatPicker } from '../../ui/OutputFormatPicker';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Refusal } from '../../ui/Refusal';
import type { BatchState, BatchStore } from './store';

/** Which folders, which form, which passwords. */
export function BatchForm(props: {
  readonly state: Extract<BatchState, { phase: 'asking' }>;
  readonly store: BatchStore;
  readonly onCancel: () => void;
}): ReactNode {
  const { state, store, onCancel } = props;
  const { form, missing, missingPassword, problem } = state;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void store.start();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogBody>
        <DialogTitle>{words.title}</DialogTitle>
        <DialogContent className={styles.content ?? ''}>
          <p>{words.explains}</p>
          <FolderChoice label={words.from} folder={form.from} onChoose={() => void store.choose('from')} />
          <FolderChoice label={words.to} folder={form.to} onChoose={() => void store.choose('to')} />
          {missing !== undefined && <Refusal>{missing}</Refusal>}
          <OutputFormatPicker format={form.format} onPick={(format) => store.edit({ format })} />
          <Field label={words.password}>
            <Input
              type="password"
              autoComplete="off"
              value={form.password}
              onChange={(_, data) => store.edit({ password: data.value })}
            />
          </Field>
          {outputWords[form.format].needsPassword && (
            <NewPassword
              value={form.newPassword}
              repeated={form.repeated}
              problem={missingPassword}
              busy={false}
              onChange={(newPassword) => store.edit({ newPassword })}
              onRepeat={(repeated) => store.edit({ repeated })}
            />
          )}
          {problem !== undefined && <ProblemMessage problem={problem} alert />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>{en.cancel}</Button>
          <Button appearance="primary" type="submit">
            {words.start}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

function FolderChoice(props: {
  readonly label: string;
  readonly folder: string | undefined;
  readonly onChoose: () => void;
}): ReactNode {
  return (
    <div className={styles.busy}>
      <Button aria-label={`${props.label}: ${words.choose}`} onClick={props.onChoose}>
        {words.choose}
      </Button>
      <span>
        {props.label}: {props.folder ?? words.notChosen}
      </span>
    </div>
  );
}
