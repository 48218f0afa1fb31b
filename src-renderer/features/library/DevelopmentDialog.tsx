import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { developmentDays } from '../../../shared/development/contract';
import type { Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import { libraryWords } from '../../text/library';
import { FormDialog } from '../../ui/FormDialog';

const words = libraryWords.development;

/** Asks for the names, the days and the signer of a development certificate. */
export function DevelopmentDialog(props: {
  readonly hasAuthority: boolean;
  readonly onMake: (request: Request<'development.make'>) => Promise<Problem | undefined>;
}): ReactNode {
  const [hostNames, setHostNames] = useState('localhost');
  const [days, setDays] = useState<string>(String(developmentDays.usual));
  const [signedBy, setSignedBy] = useState<'itself' | 'authority'>(props.hasAuthority ? 'authority' : 'itself');
  const [problem, setProblem] = useState<Problem>();
  const submit = async (): Promise<boolean> => {
    const wanted = Math.min(Math.max(Math.round(Number(days)) || developmentDays.usual, 1), developmentDays.most);
    const found = await props.onMake({ hostNames: hostNames.split('\n'), days: wanted, signedBy });
    setProblem(found);
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      working={words.making}
      problem={problem}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <p>{words.explains}</p>
      <Field label={words.hostNames}>
        <Textarea value={hostNames} spellCheck={false} onChange={(_, data) => setHostNames(data.value)} />
      </Field>
      <Field label={words.days}>
        <Input
          type="number"
          min={1}
          max={developmentDays.most}
          value={days}
          onChange={(_, data) => setDays(data.value)}
        />
      </Field>
      {props.hasAuthority && (
        <Field label={words.signedBy}>
          <RadioGroup value={signedBy} onChange={(_, data) => setSignedBy(data.value as 'itself' | 'authority')}>
            <Radio value="authority" label={words.authority} />
            <Radio value="itself" label={words.itself} />
          </RadioGroup>
        </Field>
      )}
    </FormDialog>
  );
}
