import { Checkbox, Field, Input } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { en } from '../text/en';

/** What is wrong with a new password, in words; undefined where nothing is. */
export function newPasswordProblem(value: string, repeated: string): string | undefined {
  if (value === '') return en.newPassword.empty;
  return value === repeated ? undefined : en.newPassword.different;
}

/** A password that is chosen, typed twice. */
export function NewPassword(props: {
  readonly value: string;
  readonly repeated: string;
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly onChange: (value: string) => void;
  readonly onRepeat: (repeated: string) => void;
}): ReactNode {
  const { value, repeated, problem, busy } = props;
  const [shown, setShown] = useState(false);
  const shared = { type: shown ? 'text' : 'password', autoComplete: 'new-password', readOnly: busy } as const;
  return (
    <>
      <Field
        label={en.newPassword.label}
        hint={en.newPassword.explains}
        {...(problem === undefined ? {} : { validationMessage: problem })}
      >
        <Input {...shared} data-new-password value={value} onChange={(_, data) => props.onChange(data.value)} />
      </Field>
      <Field label={en.newPassword.again}>
        <Input {...shared} value={repeated} onChange={(_, data) => props.onRepeat(data.value)} />
      </Field>
      <Checkbox label={en.newPassword.show} checked={shown} onChange={(_, data) => setShown(data.checked === true)} />
    </>
  );
}
