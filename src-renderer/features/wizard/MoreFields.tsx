import { Field, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { containerGroupWords } from '../../text/container-group';
import type { ContainerGroupDraft } from './container-group-draft';
import { EnvironmentRows } from './EnvironmentRows';
import { Folded } from './Folded';
import type { GroupFields } from './group-fields';
import { GroupLines, GroupText } from './GroupText';
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
      <GroupLines {...props} of="command" label={words.command} hint={words.commandHint} maxLength={20_000} />
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
      <GroupText {...props} of="probePath" label={words.probePath} hint={words.probePathHint} maxLength={1000} />
      <GatewayImage {...props} />
    </Folded>
  );
}

/** The nginx in front of the model. */
export function GatewayImage(props: GroupFields): ReactNode {
  return (
    <GroupText {...props} of="gatewayImage" label={words.gatewayImage} hint={words.gatewayImageHint} maxLength={600} />
  );
}
