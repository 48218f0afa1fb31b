import { Button, Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { HeldValue } from '../../../shared/deployments/held-value';
import { heldValueInWords, heldValueWords as words } from '../../text/held-values';
import { Refusal } from '../../ui/Refusal';
import { type GivenValues, valueField } from './give-values';
import { markAt, messageAt } from './obstacle';
import type { Obstacle } from './state';
import styles from './steps.module.css';

interface HeldProps {
  readonly asks: readonly HeldValue[];
  /** Ids of those that main keeps: they are never shown again. */
  readonly held: readonly string[];
  /** What is typed and not saved yet, by id. */
  readonly given: GivenValues;
  readonly obstacle: Obstacle | undefined;
  readonly onChange: (given: GivenValues) => void;
  /** Names of the files that were picked, by id, and the way to pick others. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly onPick?: (id: string) => void;
}

/** A field for each value that only the user knows; of those that are kept, that they are. */
export function HeldValueFields(props: HeldProps): ReactNode {
  return props.asks.map((ask) =>
    ask.kind === 'volume-files' ? (
      <Files key={ask.id} {...props} ask={ask} />
    ) : (
      <Text key={ask.id} {...props} ask={ask} />
    ),
  );
}

function Text(props: HeldProps & { readonly ask: HeldValue }): ReactNode {
  const { ask, held, given, obstacle, onChange } = props;
  const label = heldValueInWords(ask);
  const typed = given[ask.id];
  const change = (value: string): void => onChange({ ...given, [ask.id]: value });
  if (typed === undefined && held.includes(ask.id)) {
    return (
      <div className={styles.row}>
        <p className={styles.rowField}>
          {label}: {words.kept}
        </p>
        <Button aria-label={words.anotherNamed(label)} onClick={() => change('')}>
          {words.another}
        </Button>
      </div>
    );
  }
  return (
    <Field className={styles.field ?? ''} label={label} {...messageAt(valueField(ask.id), obstacle)}>
      <Input
        {...markAt(valueField(ask.id), obstacle)}
        type="password"
        autoComplete="off"
        maxLength={65_536}
        value={typed ?? ''}
        onChange={(_, data) => change(data.value)}
      />
    </Field>
  );
}

function Files(props: HeldProps & { readonly ask: HeldValue }): ReactNode {
  const { ask, held, files, obstacle, onPick } = props;
  const label = heldValueInWords(ask);
  const names = files?.[ask.id] ?? [];
  const says = obstacle?.field === valueField(ask.id) ? obstacle.says : undefined;
  const kept = held.includes(ask.id) || names.length > 0;
  return (
    <div className={styles.row}>
      <div className={styles.rowField}>
        <p role="status">
          {label}
          {kept && `: ${names.length > 0 ? names.join(', ') : words.kept}`}
        </p>
        {says !== undefined && <Refusal>{says}</Refusal>}
      </div>
      <Button
        {...markAt(valueField(ask.id), obstacle)}
        aria-label={words.chooseNamed(label)}
        onClick={() => onPick?.(ask.id)}
      >
        {words.choose}
      </Button>
    </div>
  );
}
