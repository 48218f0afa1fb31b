import { Field, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Registry } from '../../../shared/azure/contract';
import { containerGroupWords } from '../../text/container-group';
import { Fact, Facts } from '../../ui/Facts';
import { Choices } from './Choices';
import type { ContainerGroupDraft } from './container-group-draft';
import { registryOf, registryPassword } from './container-group-settings';
import { DraftField } from './DraftField';
import type { GroupFields } from './group-fields';
import { GroupText } from './GroupText';
import { HeldValueFields } from './HeldValueFields';
import { Marked } from './Marked';
import styles from './steps.module.css';

const words = containerGroupWords.image;

/** Which image the model is, and how Azure may pull it. */
export function ImageFields(props: GroupFields): ReactNode {
  const { draft, obstacle, azure, onEdit } = props;
  return (
    <>
      <Choices
        label={words.from}
        value={draft.imageFrom}
        choices={[
          { value: 'registry', name: words.fromRegistry },
          { value: 'name', name: words.fromName },
        ]}
        onChoose={(imageFrom) => onEdit({ imageFrom })}
      />
      {draft.imageFrom === 'registry' ? (
        <Marked field="image" obstacle={obstacle}>
          {azure.images({ chosen: draft.image, onPick: (picked) => onEdit(withPicked(draft, picked)) })}
          {draft.image !== '' && (
            <Facts>
              <Fact name={words.chosen}>
                <span className={styles.code}>{draft.image}</span>
              </Fact>
            </Facts>
          )}
        </Marked>
      ) : (
        <DraftField
          field="image"
          label={words.name}
          hint={words.nameHint}
          value={draft.image}
          obstacle={obstacle}
          maxLength={600}
          onChange={(image) => onEdit(withTyped(draft, image))}
        />
      )}
      {draft.image.trim() !== '' && <PullFields {...props} />}
    </>
  );
}

function PullFields(props: GroupFields): ReactNode {
  const { title, kinds, adminUserExplains, userName, userNameHint, identity, identityHint } = containerGroupWords.pull;
  const { draft, obstacle, held, onEdit } = props;
  const offered = (['anonymous', 'admin-user', 'password', 'identity'] as const).filter(
    (kind) => kind !== 'admin-user' || draft.registry !== undefined,
  );
  return (
    <>
      <Field
        className={styles.field ?? ''}
        label={title}
        {...(draft.pull === 'admin-user' && { hint: adminUserExplains })}
      >
        <Select value={draft.pull} onChange={(_, data) => onEdit({ pull: data.value as ContainerGroupDraft['pull'] })}>
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {kinds[kind]}
            </option>
          ))}
        </Select>
      </Field>
      {draft.pull === 'password' && (
        <>
          <GroupText {...props} of="userName" label={userName} hint={userNameHint} maxLength={200} />
          <HeldValueFields
            asks={[registryPassword(draft.image)]}
            held={held}
            given={draft.given}
            obstacle={obstacle}
            onChange={(given) => onEdit({ given })}
          />
        </>
      )}
      {draft.pull === 'identity' && (
        <GroupText {...props} of="identity" label={identity} hint={identityHint} maxLength={500} />
      )}
    </>
  );
}

/** An image of the subscription's registries, pulled as its registry allows it. */
function withPicked(
  draft: ContainerGroupDraft,
  picked: { readonly reference: string; readonly registry: Registry } | undefined,
): Partial<ContainerGroupDraft> {
  if (picked === undefined) return { image: '' };
  const { reference, registry } = picked;
  const { subscription = '' } = draft.place;
  if (!registry.adminUser) {
    return { image: reference, registry: undefined, pull: draft.pull === 'identity' ? 'identity' : 'password' };
  }
  return {
    image: reference,
    registry: { subscription, resourceGroup: registry.resourceGroup, registry: registry.name },
    pull: draft.pull === 'identity' ? 'identity' : 'admin-user',
  };
}

/** An image by its name: of another registry, it is not pulled as the admin user of the one before. */
function withTyped(draft: ContainerGroupDraft, image: string): Partial<ContainerGroupDraft> {
  if (draft.registry === undefined || registryOf(image) === registryOf(draft.image)) return { image };
  return { image, registry: undefined, pull: draft.pull === 'admin-user' ? 'anonymous' : draft.pull };
}
