import { Field, Input } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Region } from '../../../shared/azure/contract';
import type { Problem } from '../../../shared/problem';
import { azureWords } from '../../text/azure';
import { problemInWords } from '../../text/problems';
import { FormDialog } from '../../ui/FormDialog';
import { ListField } from './ListField';
import type { Listing } from './list-store';
import { regionOption } from './WhereCard';

const words = azureWords.createGroup;

/** Asks for the name and the region of a new resource group. */
export function CreateGroupDialog(props: {
  readonly subscription: string;
  readonly regions: Listing<Region>;
  /** The one that is chosen already. */
  readonly region: string | undefined;
  readonly onCreate: (name: string, region: string) => Promise<Problem | undefined>;
  readonly onRegionsAgain: () => void;
}): ReactNode {
  const [name, setName] = useState('');
  const [region, setRegion] = useState(props.region);
  const [problem, setProblem] = useState<Problem>();
  const [missing, setMissing] = useState<'name' | 'region'>();
  const submit = async (): Promise<boolean> => {
    const lacks = name.trim() === '' ? 'name' : region === undefined ? 'region' : undefined;
    const found = lacks || region === undefined ? undefined : await props.onCreate(name.trim(), region);
    flushSync(() => {
      setMissing(lacks);
      setProblem(found);
    });
    // The page that it was opened from may have one too.
    document.querySelector<HTMLElement>('[role="dialog"] [data-to-correct]')?.focus();
    return lacks === undefined && found === undefined;
  };
  const said = missing === 'name' ? words.nameMissing : aboutName(problem);
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      working={words.working}
      problem={aboutName(problem) === undefined ? problem : undefined}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <p>{words.explains(props.subscription)}</p>
      <Field label={words.name} {...(said === undefined ? {} : { validationMessage: said })}>
        <Input
          data-to-correct={said === undefined ? undefined : true}
          value={name}
          maxLength={200}
          spellCheck={false}
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      <ListField
        label={words.region}
        listing={props.regions}
        option={regionOption}
        chosen={region}
        none={azureWords.where.regionNone}
        missing={missing === 'region' ? words.regionMissing : undefined}
        onChoose={setRegion}
        onAgain={props.onRegionsAgain}
      />
    </FormDialog>
  );
}

/** What is the matter with the name, at its field. */
function aboutName(problem: Problem | undefined): string | undefined {
  if (problem?.code !== 'azure.group-name-unusable' && problem?.code !== 'azure.group-elsewhere') return undefined;
  const { title, causes, next } = problemInWords(problem);
  return [title, ...causes, next].join(' ');
}
