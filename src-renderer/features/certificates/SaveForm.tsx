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
import type { Bundle } from '../../../shared/certificates/contract';
import { fileBase, outputWords } from '../../text/outputs';
import { NewPassword } from '../../ui/NewPassword';
import { OutputFormatPicker } from '../../ui/OutputFormatPicker';
import { Refusal } from '../../ui/Refusal';
import { obstaclesOf, type SaveForm as Form, type SaveState } from './save-store';
import styles from './SaveDialog.module.css';

type Asking = Extract<SaveState, { phase: 'asking' | 'choosing' | 'saving' }>;

/** The first page of the Save dialog: the name, the root, and what will be written. */
export function SaveForm(props: {
  readonly state: Asking;
  readonly title: string;
  readonly bundle: Bundle;
  /** The user picks the form here; otherwise it is the one for Azure. */
  readonly picksFormat: boolean;
  readonly onEdit: (change: Partial<Form>) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { state, bundle, onEdit, onSave, onCancel } = props;
  const { form } = state;
  const busy = state.phase !== 'asking';
  const obstacles = state.phase === 'asking' ? state.obstacles : {};
  const problem = state.phase === 'asking' ? state.problem : undefined;
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    const missing = obstaclesOf(form, bundle);
    if (missing.name !== undefined) input.current?.focus();
    else if (missing.password !== undefined) focusPassword();
    onSave();
  };

  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogBody>
        <DialogTitle>{props.title}</DialogTitle>
        <DialogContent className={styles.content ?? ''}>
          <Field label={en.save.name} {...(obstacles.name === undefined ? {} : { validationMessage: obstacles.name })}>
            <Input
              ref={fluentRef(input)}
              value={form.name}
              readOnly={busy}
              spellCheck={false}
              onFocus={(event) => event.target.select()}
              onChange={(_, data) => onEdit({ name: data.value })}
            />
          </Field>
          <FormatAndRoot state={state} bundle={bundle} picksFormat={props.picksFormat} onEdit={onEdit} />
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

/** The form of what is written, its password, and what it is made of. */
function FormatAndRoot(props: {
  readonly state: Asking;
  readonly bundle: Bundle;
  readonly picksFormat: boolean;
  readonly onEdit: (change: Partial<Form>) => void;
}): ReactNode {
  const { state, bundle, onEdit } = props;
  const { form } = state;
  const busy = state.phase !== 'asking';
  const obstacles = state.phase === 'asking' ? state.obstacles : {};
  const blocking = bundle.findings.filter((finding) => finding.level === 'blocks').length;
  return (
    <>
      {props.picksFormat && (
        <OutputFormatPicker
          format={form.format}
          onPick={(format) => {
            if (!busy) onEdit({ format });
          }}
        />
      )}
      {obstacles.format !== undefined && <Refusal>{obstacles.format}</Refusal>}
      {outputWords[form.format].needsPassword && (
        <NewPassword
          value={form.password}
          repeated={form.repeated}
          problem={obstacles.password}
          busy={busy}
          onChange={(password) => onEdit({ password })}
          onRepeat={(repeated) => onEdit({ repeated })}
        />
      )}
      <FilesToWrite form={form} developmentOnly={bundle.leaf.developmentOnly} />
      {blocking > 0 && <p className={styles.hint}>{en.save.blocked(blocking)}</p>}
      {bundle.hasRoot && form.format !== 'der' && (
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
    </>
  );
}

function focusPassword(): void {
  document.querySelector<HTMLElement>('input[data-new-password]')?.focus();
}

function FilesToWrite(props: { readonly form: Form; readonly developmentOnly: boolean }): ReactNode {
  const { form, developmentOnly } = props;
  const name = form.name.trim();
  const base = name === '' ? en.save.nameFallback : fileBase(name, developmentOnly);
  return (
    <div className={styles.files}>
      <p>{en.save.explains}</p>
      <ul className={styles.files}>
        {outputWords[form.format].files.map(([ending, explains]) => (
          <li key={ending} className={styles.file}>
            {ending.endsWith('key.pem') ? (
              <Key20Regular className={styles.icon ?? ''} />
            ) : (
              <Certificate20Regular className={styles.icon ?? ''} />
            )}
            <span className={styles.name}>
              {base}
              {ending}
            </span>
            <span className={styles.explains}>{explains}</span>
          </li>
        ))}
      </ul>
      {developmentOnly && <p className={styles.hint}>{en.save.development}</p>}
    </div>
  );
}
