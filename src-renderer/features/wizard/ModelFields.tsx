import type { ReactNode } from 'react';
import { containerGroupWords } from '../../text/container-group';
import type { GroupFields } from './group-fields';
import { GroupLines, GroupText } from './GroupText';

const words = containerGroupWords.model;

/** How the model is reached inside its group, and what it understands. */
export function ModelFields(props: GroupFields & { readonly portHint: string }): ReactNode {
  return (
    <>
      <GroupText {...props} of="port" label={words.port} hint={props.portHint} maxLength={5} short />
      <GroupText {...props} of="path" label={words.path} hint={words.pathHint} maxLength={1000} />
      <GroupLines {...props} of="example" label={words.example} hint={words.exampleHint} maxLength={65_536} />
    </>
  );
}
