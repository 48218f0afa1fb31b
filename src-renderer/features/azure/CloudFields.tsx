import { Button, Field, Input } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../shared/problem';
import { azureWords } from '../../text/azure';
import styles from '../../ui/KeptPage.module.css';
import own from './AzurePage.module.css';
import { type CloudDraft, type CloudField, fieldOf, messageAt } from './cloud-draft';

const words = azureWords.which;

interface FieldsProps {
  readonly draft: CloudDraft;
  readonly problem: Problem | undefined;
  readonly onEdit: (change: Partial<CloudDraft>) => void;
}

/** What a custom cloud has to say: where it is, and whose word its certificates stand on. */
export function CustomCloudFields(
  props: FieldsProps & { readonly onChooseCaFile: () => Promise<string | undefined> },
): ReactNode {
  const { draft, problem, onEdit, onChooseCaFile } = props;
  const choose = async (): Promise<void> => {
    const caFile = await onChooseCaFile();
    if (caFile !== undefined) onEdit({ caFile });
  };
  return (
    <>
      <TextField {...props} field="resourceManager" label={words.resourceManager} hint={words.resourceManagerHint} />
      <Field label={words.caFile} hint={words.caFileHint} {...messageAt('caFile', problem)}>
        {(control) => (
          <div className={styles.buttons} role="group" {...control}>
            {draft.caFile === undefined ? (
              <span>{words.caFileNone}</span>
            ) : (
              <span className={styles.code}>{draft.caFile}</span>
            )}
            <Button data-to-correct={fieldOf(problem) === 'caFile' ? true : undefined} onClick={() => void choose()}>
              {words.chooseCaFile}
            </Button>
            {draft.caFile !== undefined && (
              <Button appearance="subtle" onClick={() => onEdit({ caFile: undefined })}>
                {words.forgetCaFile}
              </Button>
            )}
          </div>
        )}
      </Field>
    </>
  );
}

/** What hardly anybody has to type: folded away, until something in it is not right. */
export function MoreCloudFields(
  props: FieldsProps & { readonly isPresent: boolean; readonly open: boolean },
): ReactNode {
  const { draft, problem, isPresent } = props;
  const [open, setOpen] = useState(props.open);
  const field = fieldOf(problem);
  const refused = field !== undefined && field !== 'resourceManager' && field !== 'caFile';
  const hint = words.leftEmpty;
  return (
    <details open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.more}</summary>
      <div className={own.folded}>
        <TextField
          {...props}
          field="clientId"
          label={words.clientId}
          hint={isPresent ? words.clientIdHint : words.clientIdElsewhereHint}
        />
        {draft.name === 'custom' && (
          <>
            <TextField {...props} field="authority" label={words.authority} hint={hint} />
            <TextField {...props} field="scope" label={words.scope} hint={hint} />
            <TextField {...props} field="registry" label={words.registry} hint={hint} />
            <TextField {...props} field="containerInstances" label={words.containerInstances} />
            <TextField {...props} field="kubernetes" label={words.kubernetes} />
          </>
        )}
      </div>
    </details>
  );
}

function TextField(
  props: FieldsProps & {
    readonly field: Exclude<CloudField, 'caFile'>;
    readonly label: string;
    readonly hint?: string;
  },
): ReactNode {
  const { draft, problem, field, label, hint, onEdit } = props;
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} {...messageAt(field, problem)}>
      <Input
        data-to-correct={fieldOf(problem) === field ? true : undefined}
        value={draft[field]}
        maxLength={field === 'clientId' ? 100 : 300}
        spellCheck={false}
        onChange={(_, data) => onEdit({ [field]: data.value })}
      />
    </Field>
  );
}
