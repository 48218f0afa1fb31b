import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { developmentDays } from '../../../shared/development/contract';
import type { Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import { libraryWords } from '../../text/library';
import { FormDialog } from '../../ui/FormDialog';
import { HostNamesField, hostNamesIn, isAboutHostNames } from '../../ui/HostNamesField';

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
  const [daysWrong, setDaysWrong] = useState(false);
  const submit = async (): Promise<boolean> => {
    const wanted = Number(days);
    const wrong = !Number.isInteger(wanted) || wanted < 1 || wanted > developmentDays.most;
    const found = wrong ? undefined : await props.onMake({ hostNames: hostNamesIn(hostNames), days: wanted, signedBy });
    flushSync(() => {
      setDaysWrong(wrong);
      setProblem(found);
    });
    document.querySelector<HTMLElement>('[data-to-correct]')?.focus();
    return !wrong && found === undefined;
  };
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      working={words.making}
      problem={isAboutHostNames(problem) ? undefined : problem}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <p>{words.explains}</p>
      <HostNamesField label={words.hostNames} value={hostNames} problem={problem} onChange={setHostNames} />
      <Field label={words.days} {...(daysWrong ? { validationMessage: words.daysMissing(developmentDays.most) } : {})}>
        <Input
          data-to-correct={daysWrong ? true : undefined}
          type="number"
          min={1}
          max={developmentDays.most}
          value={days}
          onChange={(_, data) => setDays(data.value)}
        />
      </Field>
      {!props.hasAuthority && <p>{words.noAuthority}</p>}
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
