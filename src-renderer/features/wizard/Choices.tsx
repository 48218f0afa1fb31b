import { Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import styles from './steps.module.css';

/** One of several, each with what follows from it. */
export function Choices<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly name: string; readonly explains?: string }[];
  readonly onChoose: (value: Value) => void;
}): ReactNode {
  const { label, value, choices, onChoose } = props;
  const id = useId();
  return (
    <RadioGroup
      className={styles.choices ?? ''}
      aria-label={label}
      value={value}
      onChange={(_, data) => onChoose(data.value as Value)}
    >
      {choices.map((choice) => (
        <div key={choice.value} className={styles.plainChoice}>
          <Radio
            value={choice.value}
            label={<span className={styles.choiceName}>{choice.name}</span>}
            {...(choice.explains !== undefined && { 'aria-describedby': `${id}-${choice.value}` })}
          />
          {choice.explains !== undefined && (
            <p className={styles.more} id={`${id}-${choice.value}`}>
              {choice.explains}
            </p>
          )}
        </div>
      ))}
    </RadioGroup>
  );
}
