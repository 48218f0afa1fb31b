import { Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import { type CloudName, cloudNames, type SignInState } from '../../../shared/sign-in/contract';
import { azureWords } from '../../text/azure';
import { FormDialog } from '../../ui/FormDialog';
import own from './AzurePage.module.css';
import { type CloudDraft, cloudDraft, cloudRequest, editCloud, fieldOf } from './cloud-draft';
import { CustomCloudFields, MoreCloudFields } from './CloudFields';

const words = azureWords.which;

/** Asks which Azure it is, and as which registration Latchkey signs in there. */
export function WhichAzureDialog(props: {
  readonly signIn: SignInState;
  /** The user comes to put in the client id: it is among what is folded away. */
  readonly forClientId: boolean;
  readonly onSet: (request: Request<'sign-in.set-cloud'>) => Promise<Problem | undefined>;
  readonly onChooseCaFile: () => Promise<string | undefined>;
}): ReactNode {
  const { signIn } = props;
  const [draft, setDraft] = useState(() => cloudDraft(signIn));
  const [problem, setProblem] = useState<Problem>();
  const edit = (change: Partial<CloudDraft>): void => {
    setDraft(editCloud(draft, change, signIn));
    setProblem(undefined);
  };
  const submit = async (): Promise<boolean> => {
    const found = await props.onSet(cloudRequest(draft, signIn));
    flushSync(() => setProblem(found));
    // The page that it was opened from may have one too.
    document.querySelector<HTMLElement>('[role="dialog"] [data-to-correct]')?.focus();
    return found === undefined;
  };
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      working={words.working}
      problem={fieldOf(problem) === undefined ? problem : undefined}
      onSubmit={submit}
      onClose={() => undefined}
    >
      <RadioGroup
        aria-label={words.label}
        value={draft.name}
        onChange={(_, data) => edit({ name: data.value as CloudName })}
      >
        {cloudNames.map((name) => (
          <Radio key={name} value={name} label={<CloudLabel name={name} />} />
        ))}
      </RadioGroup>
      {draft.name === 'custom' && (
        <CustomCloudFields {...{ draft, problem }} onEdit={edit} onChooseCaFile={props.onChooseCaFile} />
      )}
      <MoreCloudFields
        {...{ draft, problem }}
        isPresent={draft.name === signIn.cloud.name}
        open={props.forClientId}
        onEdit={edit}
      />
    </FormDialog>
  );
}

function CloudLabel({ name }: { readonly name: CloudName }): ReactNode {
  return (
    <span className={own.choice}>
      <span>{azureWords.clouds[name]}</span>
      <span>{words.explains[name]}</span>
    </span>
  );
}
