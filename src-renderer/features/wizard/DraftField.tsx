import { Field, Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { markAt, messageAt } from './obstacle';
import type { Field as FieldName, Obstacle } from './state';
import styles from './steps.module.css';

/** A field for a line of text, and what is missing in it. */
export function DraftField(props: {
  readonly field: FieldName;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly obstacle: Obstacle | undefined;
  readonly maxLength: number;
  /** A few digits. */
  readonly short?: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { field, label, hint, value, obstacle, short = false } = props;
  return (
    <Field
      className={styles.field ?? ''}
      label={label}
      {...(hint !== undefined && { hint })}
      {...messageAt(field, obstacle)}
    >
      <Input
        {...markAt(field, obstacle)}
        {...(short && { className: styles.short ?? '', inputMode: 'decimal' as const })}
        value={value}
        maxLength={props.maxLength}
        spellCheck={false}
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  );
}

/** The same for several lines. */
export function DraftLines(props: {
  readonly field: FieldName;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly obstacle: Obstacle | undefined;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { field, label, hint, value, obstacle } = props;
  return (
    <Field label={label} hint={hint} {...messageAt(field, obstacle)}>
      <Textarea
        {...markAt(field, obstacle)}
        className={styles.json ?? ''}
        value={value}
        maxLength={props.maxLength}
        rows={4}
        spellCheck={false}
        resize="vertical"
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  );
}
