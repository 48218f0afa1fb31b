import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { Certificate20Regular } from '@fluentui/react-icons/svg/certificate';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { en } from '../../text/en';
import { fluentRef } from '../../ui/fluent-ref';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { nameProblem } from './save-name';
import type { SaveForm as Form, SaveState } from './save-store';
import styles from './SaveDialog.module.css';

/** The first page of the Save dialog: the name, the root, and what will be written. */
export function SaveForm(props: {
  readonly state: Extract<SaveState, { phase: 'asking' | 'choosing' | 'saving' }>;
  readonly title: string;
  readonly hasRoot: boolean;
  readonly onEdit: (change: Partial<Form>) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { state, hasRoot, onEdit, onSave, onCancel } = props;
  const { form } = state;
  const busy = state.phase !== 'asking';
  const wrongName = state.phase === 'asking' ? state.nameProblem : undefined;
  const problem = state.phase === 'asking' ? state.problem : undefined;
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    if (nameProblem(form.name) !== undefined) input.current?.focus();
    onSave();
  };

  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogBody>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent className={styles.content ?? ''}>
          <Field label={en.save.name} {...(wrongName === undefined ? {} : { validationMessage: wrongName })}>
            <Input
              ref={fluentRef(input)}
              value={form.name}
              readOnly={busy}
              spellCheck={false}
              onFocus={(event) => event.target.select()}
              onChange={(_, data) => onEdit({ name: data.value })}
            />
          </Field>
          <FilesToWrite name={form.name.trim()} />
          {hasRoot && (
            <div className={styles.root}>
              <Checkbox
                label={en.save.includeRoot}
                checked={form.includeRoot}
                aria-describedby="include-root-hint"
                onChange={(_, data) => {
                  if (!busy) onEdit({ includeRoot: data.checked === true });
                }}
              />
              <p className={styles.hint} id="include-root-hint">
                {en.save.includeRootExplains}
              </p>
            </div>
          )}
          {problem !== undefined && <ProblemMessage problem={problem} alert />}
          <p role="status" className={styles.busy}>
            {busy && <Spinner />}
            {state.phase === 'choosing' && en.save.choosing}
            {state.phase === 'saving' && en.save.saving}
          </p>
        </DialogContent>
        <DialogActions className={styles.actions ?? ''}>
          <Button onClick={onCancel}>{en.cancel}</Button>
          <Button appearance="primary" type="submit">
            {en.save.choose}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}

function FilesToWrite({ name }: { readonly name: string }): ReactNode {
  const base = name === '' ? en.save.nameFallback : name;
  return (
    <div className={styles.files}>
      <p>{en.save.explains}</p>
      <ul className={styles.files}>
        <li className={styles.file}>
          <Certificate20Regular className={styles.icon ?? ''} />
          <span className={styles.name}>{base}.cert.pem</span>
          <span className={styles.explains}>{en.save.certificateFile}</span>
        </li>
        <li className={styles.file}>
          <Key20Regular className={styles.icon ?? ''} />
          <span className={styles.name}>{base}.key.pem</span>
          <span className={styles.explains}>{en.save.keyFile}</span>
        </li>
      </ul>
    </div>
  );
}
