import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Outcome, Problem } from '../../../shared/problem';
import { type NewRequest, type RequestKey, requestKeys, type RequestSubject } from '../../../shared/requests/contract';
import { problemInWords } from '../../text/problems';
import { requestWords as words } from '../../text/requests';
import { FormDialog } from '../../ui/FormDialog';
import { HostNamesField, hostNamesIn, isAboutHostNames } from '../../ui/HostNamesField';

const parts = ['organisation', 'department', 'locality', 'state', 'country'] as const;

/** Asks only what authorities need: the host names, and the rest where the user opens it. */
export function NewRequestDialog(props: {
  readonly onCreate: (request: NewRequest) => Promise<Outcome<{ id: string }>>;
  /** The dialog is closed, and the request is made. */
  readonly onMade: (id: string) => void;
}): ReactNode {
  const [hostNames, setHostNames] = useState('');
  const [key, setKey] = useState<RequestKey>('rsa-2048');
  const [subject, setSubject] = useState<RequestSubject>({});
  const [problem, setProblem] = useState<Problem>();
  const made = useRef<string>(undefined);
  const isAboutCountry = problem?.code === 'request.country-invalid';
  const [detailed, setDetailed] = useState(false);
  const said = problem && problemInWords(problem);
  const message = said ? { validationMessage: `${said.title} ${said.next}` } : {};
  const submit = async (): Promise<boolean> => {
    const outcome = await props.onCreate({ hostNames: hostNamesIn(hostNames), subject, key });
    const found = outcome.ok ? undefined : outcome.problem;
    if (outcome.ok) made.current = outcome.value.id;
    // At once: what is folded away cannot take the focus.
    flushSync(() => {
      setProblem(found);
      if (found?.code === 'request.country-invalid') setDetailed(true);
    });
    if (found) document.querySelector<HTMLElement>('[data-to-correct]')?.focus();
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.newTitle}
      submit={words.create}
      working={words.making}
      problem={isAboutHostNames(problem) || isAboutCountry ? undefined : problem}
      onSubmit={submit}
      onClose={() => made.current !== undefined && props.onMade(made.current)}
    >
      <HostNamesField
        label={words.hostNames}
        hint={words.hostNamesHint}
        value={hostNames}
        problem={problem}
        onChange={setHostNames}
      />
      <Field label={words.key}>
        <RadioGroup value={key} onChange={(_, data) => setKey(data.value as RequestKey)}>
          {requestKeys.map((kind) => (
            <Radio key={kind} value={kind} label={words.keys[kind]} />
          ))}
        </RadioGroup>
      </Field>
      <details open={detailed} onToggle={(event) => setDetailed(event.currentTarget.open)}>
        <summary>{words.details}</summary>
        {parts.map((part) => (
          <Field key={part} label={words[part]} {...(part === 'country' && isAboutCountry ? message : {})}>
            <Input
              data-to-correct={part === 'country' && isAboutCountry ? true : undefined}
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
