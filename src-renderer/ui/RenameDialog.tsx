import { Field, Input } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../shared/problem';
import { libraryWords as words } from '../text/library';
import { FormDialog } from './FormDialog';

/** Asks for another name. An empty one changes nothing. */
export function RenameDialog(props: {
  readonly name: string;
  readonly onRename: (name: string) => Promise<Problem | undefined>;
}): ReactNode {
  const [name, setName] = useState(props.name);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (): Promise<boolean> => {
    if (name.trim() === '' || name === props.name) return true;
    const found = await props.onRename(name.trim());
    setProblem(found);
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.renameTitle(props.name)}
      submit={words.saveName}
      working={words.working}
      problem={problem}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <Field label={words.name}>
        <Input value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
    </FormDialog>
  );
}
