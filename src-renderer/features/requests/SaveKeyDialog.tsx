import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../shared/problem';
import { requestWords as words } from '../../text/requests';
import { FormDialog } from '../../ui/FormDialog';
import { NewPassword, newPasswordProblem } from '../../ui/NewPassword';

/** Asks for a new password and saves the private key of a request, encrypted with it. */
export function SaveKeyDialog(props: {
  readonly name: string;
  /** Why it is asked, where the user did not ask for it. */
  readonly explains?: string;
  readonly onSave: (password: string) => Promise<Problem | undefined>;
}): ReactNode {
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [missing, setMissing] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const submit = async (): Promise<boolean> => {
    const wrong = newPasswordProblem(password, repeated);
    setMissing(wrong);
    if (wrong !== undefined) {
      document.querySelector<HTMLElement>('input[data-new-password]')?.focus();
      return false;
    }
    const found = await props.onSave(password);
    setProblem(found);
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.saveKeyTitle(props.name)}
      submit={words.saveKeySubmit}
      working={words.working}
      problem={problem}
      onSubmit={submit}
      onClose={() => undefined}
    >
      {props.explains !== undefined && <p>{props.explains}</p>}
      <NewPassword
        value={password}
        repeated={repeated}
        problem={missing}
        busy={false}
        onChange={setPassword}
        onRepeat={setRepeated}
      />
    </FormDialog>
  );
}
