import type { ReactNode } from 'react';
import { containerGroupWords as words } from '../../text/container-group';
import { Card } from './Card';
import type { GroupFields } from './group-fields';
import { GroupText } from './GroupText';
import { ImageFields } from './ImageFields';
import { ModelFields } from './ModelFields';
import { MoreFields } from './MoreFields';
import { SizeFields } from './SizeFields';

/** What Latchkey needs to make a group: the image of the model, how it is called, and what it gets. */
export function NewGroup(props: GroupFields & { readonly settled: boolean }): ReactNode {
  const { settled, ...fields } = props;
  const { draft, obstacle, azure, onEdit } = fields;
  return (
    <>
      <Card title={words.image.title}>
        <ImageFields {...fields} />
        <ModelFields {...fields} portHint={words.model.portHint} />
      </Card>
      <Card title={words.names.title}>
        {!settled && (
          <GroupText {...fields} of="name" label={words.names.name} hint={words.names.nameHint} maxLength={63} />
        )}
        <GroupText
          {...fields}
          of="dnsLabel"
          label={words.names.dnsLabel}
          hint={words.names.dnsLabelHint}
          maxLength={63}
        />
        <SizeFields size={draft.size} offer={azure.offer} obstacle={obstacle} onChange={(size) => onEdit({ size })} />
        <MoreFields {...fields} />
      </Card>
    </>
  );
}
