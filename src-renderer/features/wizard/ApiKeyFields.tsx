import { Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { containerGroupWords } from '../../text/container-group';
import { heldValueWords } from '../../text/held-values';
import { Choices } from './Choices';
import type { ApiKeysDraft } from './container-group-draft';
import { markAt, messageAt } from './obstacle';
import type { Obstacle } from './state';
import styles from './steps.module.css';

const words = containerGroupWords.apiKeys;

/** The API keys of a group that was secured from another computer: new ones, or those that callers have. */
export function ApiKeyFields(props: {
  readonly apiKeys: ApiKeysDraft;
  /** Main has them. */
  readonly kept: boolean;
  readonly obstacle: Obstacle | undefined;
  readonly onChange: (apiKeys: ApiKeysDraft) => void;
}): ReactNode {
  const { apiKeys, kept, obstacle, onChange } = props;
  if (kept) {
    return (
      <p>
        {words.title}: {heldValueWords.kept}
      </p>
    );
  }
  return (
    <div className={styles.marked}>
      <p className={styles.choiceName}>{words.title}</p>
      <p className={styles.explains}>{words.explains}</p>
      <Choices
        label={words.title}
        value={apiKeys.from}
        choices={[
          { value: 'new', name: words.new, explains: words.newExplains },
          { value: 'known', name: words.known, explains: words.knownExplains },
        ]}
        onChoose={(from) => onChange({ ...apiKeys, from })}
      />
      {apiKeys.from === 'known' &&
        (['primary', 'secondary'] as const).map((slot) => (
          <Field
            key={slot}
            className={styles.field ?? ''}
            label={words[slot]}
            {...(slot === 'primary' && messageAt('apiKeys', obstacle))}
          >
            <Input
              {...(slot === 'primary' && markAt('apiKeys', obstacle))}
              type="password"
              autoComplete="off"
              maxLength={200}
              value={apiKeys[slot]}
              onChange={(_, data) => onChange({ ...apiKeys, [slot]: data.value })}
            />
          </Field>
        ))}
    </div>
  );
}
