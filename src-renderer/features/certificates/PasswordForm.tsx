import { Button, Input } from '@fluentui/react-components';
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle';
import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import { EyeOff20Regular } from '@fluentui/react-icons/svg/eye-off';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { WorkshopFile } from '../../../shared/certificates/contract';
import { en } from '../../text/en';
import { problemInWords } from '../../text/problems';
import { fluentRef } from '../../ui/fluent-ref';
import { QuietButton } from '../../ui/QuietButton';
import styles from './FileList.module.css';

/** Asks for the password of one file. SECURITY: the page forgets the password in the same breath it sends it. */
export function PasswordForm(props: {
  readonly file: WorkshopFile;
  readonly onOpen: (password: string) => void;
}): ReactNode {
  const { file, onOpen } = props;
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const sentence = missing ? en.files.passwordEmpty : wrongPassword(file);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password === '') {
      setMissing(true);
      input.current?.focus();
      return;
    }
    setPassword('');
    onOpen(password);
  };

  return (
    <>
      <form className={styles.password} onSubmit={submit} autoComplete="off">
        <label htmlFor={id}>{en.files.password}</label>
        <Input
          ref={fluentRef(input)}
          id={id}
          className={styles.field ?? ''}
          type={shown ? 'text' : 'password'}
          value={password}
          autoComplete="off"
          spellCheck={false}
          data-password
          aria-label={en.files.passwordNamed(file.name)}
          aria-invalid={sentence !== undefined}
          aria-describedby={sentence === undefined ? undefined : `${id}-wrong`}
          onChange={(_, data) => {
            setPassword(data.value);
            setMissing(false);
          }}
          contentAfter={
            <QuietButton
              label={shown ? en.files.hide : en.files.show}
              icon={shown ? <EyeOff20Regular /> : <Eye20Regular />}
              onPress={() => setShown(!shown)}
            />
          }
        />
        <Button type="submit" aria-label={en.files.openNamed(file.name)}>
          {en.files.open}
        </Button>
      </form>
      {sentence !== undefined && (
        <div className={styles.wrong} role="alert" id={`${id}-wrong`}>
          <ErrorCircle20Regular className={styles.trouble ?? ''} />
          <p>{sentence}</p>
        </div>
      )}
    </>
  );
}

function wrongPassword(file: WorkshopFile): string | undefined {
  if (file.problem === undefined || file.problem.code === 'certificate.password-needed') return undefined;
  const words = problemInWords(file.problem, file.name);
  return [words.title, ...words.causes, words.next].join(' ');
}
