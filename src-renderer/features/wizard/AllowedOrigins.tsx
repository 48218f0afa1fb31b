import { Field, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { wizardWords } from '../../text/wizard';
import { markAt, messageAt } from './obstacle';
import type { DeploymentDraft, Obstacle } from './state';
import styles from './steps.module.css';

const words = wizardWords.deploy;

/** Which web pages may call the service: folded away, because hardly anybody needs it. */
export function AllowedOrigins(props: {
  readonly origins: string;
  readonly obstacle: Obstacle | undefined;
  readonly onEdit: (change: Pick<DeploymentDraft, 'origins'>) => void;
}): ReactNode {
  const { origins, obstacle, onEdit } = props;
  const [open, setOpen] = useState(origins !== '');
  const refused = obstacle?.field === 'origins';
  return (
    <details open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.more}</summary>
      <Field
        className={styles.folded ?? ''}
        label={words.origins}
        hint={words.originsExplains}
        {...messageAt('origins', obstacle)}
      >
        <Textarea
          {...markAt('origins', obstacle)}
          value={origins}
          spellCheck={false}
          resize="vertical"
          onChange={(_, data) => onEdit({ origins: data.value })}
        />
      </Field>
    </details>
  );
}
