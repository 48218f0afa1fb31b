import { Field, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { containerGroupWords } from '../../text/container-group';
import type { ContainerGroupDraft } from './container-group-draft';
import { DraftField, DraftLines } from './DraftField';
import { EnvironmentRows } from './EnvironmentRows';
import { Folded } from './Folded';
import type { GroupFields } from './group-fields';
import { GpuFields } from './SizeFields';
import styles from './steps.module.css';

const words = containerGroupWords.more;
const policies = Object.entries(words.restartPolicies);

/** What most models need nothing of. */
export function MoreFields(props: GroupFields): ReactNode {
  const { draft, obstacle, azure, onEdit } = props;
  return (
    <Folded of={['environment', 'command', 'probePath', 'gatewayImage']} obstacle={obstacle}>
      <EnvironmentRows {...props} />
      <DraftLines
        field="command"
        label={words.command}
        hint={words.commandHint}
        value={draft.command}
        obstacle={obstacle}
        maxLength={20_000}
        onChange={(command) => onEdit({ command })}
      />
      <GpuFields size={draft.size} offer={azure.offer} onChange={(size) => onEdit({ size })} />
      <Field className={styles.field ?? ''} label={words.restart}>
        <Select
          value={draft.restartPolicy}
          onChange={(_, data) => onEdit({ restartPolicy: data.value as ContainerGroupDraft['restartPolicy'] })}
        >
          {policies.map(([policy, name]) => (
            <option key={policy} value={policy}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <DraftField
        field="probePath"
        label={words.probePath}
        hint={words.probePathHint}
        value={draft.probePath}
        obstacle={obstacle}
        maxLength={1000}
        onChange={(probePath) => onEdit({ probePath })}
      />
      <GatewayImage {...props} />
    </Folded>
  );
}

/** The nginx in front of the model. */
export function GatewayImage({ draft, obstacle, onEdit }: GroupFields): ReactNode {
  return (
    <DraftField
      field="gatewayImage"
      label={words.gatewayImage}
      hint={words.gatewayImageHint}
      value={draft.gatewayImage}
      obstacle={obstacle}
      maxLength={600}
      onChange={(gatewayImage) => onEdit({ gatewayImage })}
    />
  );
}
