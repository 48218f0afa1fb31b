import type { ReactNode } from 'react';
import { containerGroupWords } from '../../text/container-group';
import { DraftField, DraftLines } from './DraftField';
import type { GroupFields } from './group-fields';

const words = containerGroupWords.model;

/** How the model is reached inside its group, and what it understands. */
export function ModelFields(props: GroupFields & { readonly portHint: string }): ReactNode {
  const { draft, obstacle, onEdit, portHint } = props;
  return (
    <>
      <DraftField
        field="port"
        label={words.port}
        hint={portHint}
        value={draft.port}
        obstacle={obstacle}
        maxLength={5}
        short
        onChange={(port) => onEdit({ port })}
      />
      <DraftField
        field="path"
        label={words.path}
        hint={words.pathHint}
        value={draft.path}
        obstacle={obstacle}
        maxLength={1000}
        onChange={(path) => onEdit({ path })}
      />
      <DraftLines
        field="example"
        label={words.example}
        hint={words.exampleHint}
        value={draft.example}
        obstacle={obstacle}
        maxLength={65_536}
        onChange={(example) => onEdit({ example })}
      />
    </>
  );
}
