import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../shared/problem';
import { type NewRequest, type RequestKey, requestKeys, type RequestSubject } from '../../../shared/requests/contract';
import { problemInWords } from '../../text/problems';
import { requestWords as words } from '../../text/requests';
import { FormDialog } from '../../ui/FormDialog';

const parts = ['organisation', 'department', 'locality', 'state', 'country'] as const;

/** Asks only what authorities need: the host names, and the rest where the user opens it. */
export function NewRequestDialog(props: {
  readonly onCreate: (request: NewRequest) => Promise<Problem | undefined>;
}): ReactNode {
  const [hostNames, setHostNames] = useState('');
  const [key, setKey] = useState<RequestKey>('rsa-2048');
  const [subject, setSubject] = useState<RequestSubject>({});
  const [problem, setProblem] = useState<Problem>();
  const isAboutNames = problem?.code === 'host-name.invalid' || problem?.code === 'request.no-host-names';
  const said = problem && problemInWords(problem);
  const submit = async (): Promise<boolean> => {
    const found = await props.onCreate({ hostNames: hostNames.split('\n'), subject, key });
    setProblem(found);
    if (found) document.querySelector<HTMLElement>('textarea[data-host-names]')?.focus();
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.newTitle}
      submit={words.create}
      working={words.making}
      problem={isAboutNames ? undefined : problem}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <Field
        label={words.hostNames}
        hint={words.hostNamesHint}
        {...(isAboutNames && said ? { validationMessage: `${said.title} ${said.next}` } : {})}
      >
        <Textarea
          data-host-names
          value={hostNames}
          spellCheck={false}
          resize="vertical"
          onChange={(_, data) => setHostNames(data.value)}
        />
      </Field>
      <Field label={words.key}>
        <RadioGroup value={key} onChange={(_, data) => setKey(data.value as RequestKey)}>
          {requestKeys.map((kind) => (
            <Radio key={kind} value={kind} label={words.keys[kind]} />
          ))}
        </RadioGroup>
      </Field>
      <details>
        <summary>{words.details}</summary>
        {parts.map((part) => (
          <Field key={part} label={words[part]}>
            <Input
              value={subject[part] ?? ''}
              maxLength={part === 'country' ? 2 : 64}
              onChange={(_, data) => setSubject({ ...subject, [part]: data.value })}
            />
          </Field>
        ))}
      </details>
    </FormDialog>
  );
}
