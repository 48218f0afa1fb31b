import type { ReactNode } from 'react';
import type { ContainerGroupDraft } from './container-group-draft';
import { DraftField, DraftLines } from './DraftField';
import type { GroupFields } from './group-fields';
import type { Field } from './state';

/** Those parts of a draft that are typed, each under the name of its field. */
const fieldOf = {
  name: 'groupName',
  dnsLabel: 'dnsLabel',
  userName: 'userName',
  identity: 'identity',
  port: 'port',
  path: 'path',
  example: 'example',
  command: 'command',
  probePath: 'probePath',
  gatewayImage: 'gatewayImage',
} as const satisfies Partial<Record<keyof ContainerGroupDraft, Field>>;

type TextProps = Pick<GroupFields, 'draft' | 'obstacle' | 'onEdit'> & {
  readonly of: keyof typeof fieldOf;
  readonly label: string;
  readonly hint: string;
  readonly maxLength: number;
};

/** A line of the form for a container group, as it stands in the draft. */
export function GroupText(props: TextProps & { readonly short?: boolean }): ReactNode {
  const { of, short = false } = props;
  return <DraftField {...bound(props)} field={fieldOf[of]} short={short} />;
}

/** The same for several lines. */
export function GroupLines(props: TextProps): ReactNode {
  return <DraftLines {...bound(props)} field={fieldOf[props.of]} />;
}

function bound({ draft, obstacle, onEdit, of, label, hint, maxLength }: TextProps) {
  return { label, hint, maxLength, obstacle, value: draft[of], onChange: (value: string) => onEdit({ [of]: value }) };
}
