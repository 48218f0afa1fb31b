import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { containerGroupWords } from '../../text/container-group';
import { QuietButton } from '../../ui/QuietButton';
import type { VariableDraft } from './container-group-draft';
import { environmentId } from './container-group-settings';
import type { GroupFields } from './group-fields';
import { Marked } from './Marked';
import styles from './steps.module.css';

const words = containerGroupWords.more;
const blank: VariableDraft = { name: '', value: '', secure: false };

/** The environment of the model, a row a variable. The value of a secret one is hidden, and never shown again once it is saved. */
export function EnvironmentRows({ draft, held, obstacle, onEdit }: GroupFields): ReactNode {
  const { environment } = draft;
  const [list, focusRow] = useRowFocus(environment.length);
  const put = (row: number, change: Partial<VariableDraft>): void =>
    onEdit({ environment: environment.map((old, index) => (index === row ? { ...old, ...change } : old)) });
  const add = (): void => {
    focusRow(environment.length);
    onEdit({ environment: [...environment, blank] });
  };
  return (
    <Marked field="environment" obstacle={obstacle}>
      <div ref={list} className={styles.marked}>
        <p className={styles.choiceName}>{words.environment}</p>
        {environment.map((variable, row) => (
          <Row
            // Rows have no names of their own: the first is the first.
            // oxlint-disable-next-line react/no-array-index-key
            key={row}
            row={row}
            variable={variable}
            kept={variable.secure && held.includes(environmentId(variable.name))}
            onChange={(change) => put(row, change)}
            onRemove={() => {
              focusRow(row);
              onEdit({ environment: environment.filter((_, index) => index !== row) });
            }}
          />
        ))}
        <div className={styles.buttons}>
          <Button onClick={add}>{words.add}</Button>
        </div>
      </div>
    </Marked>
  );
}

/**
 * Gives the focus to a row's name once the rows have changed: to the new one's, and where one was removed to that of the row that
 * took its place or stands before it. Where none is left it goes to the button that adds one.
 */
function useRowFocus(rows: number): readonly [list: RefObject<HTMLDivElement | null>, focusRow: (row: number) => void] {
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const groups = list.current?.querySelectorAll('[role="group"]');
    const row = groups?.[Math.min(wanted.current, rows - 1)];
    (row?.querySelector('input') ?? list.current?.querySelector('button'))?.focus();
    wanted.current = undefined;
  }, [rows]);
  const focusRow = (row: number): void => {
    wanted.current = row;
  };
  return [list, focusRow];
}

function Row(props: {
  readonly row: number;
  readonly variable: VariableDraft;
  readonly kept: boolean;
  readonly onChange: (change: Partial<VariableDraft>) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { row, variable, kept, onChange, onRemove } = props;
  const { name, value, secure } = variable;
  return (
    <div className={styles.row} role="group" aria-label={words.variable(row + 1)}>
      <Field className={styles.rowField ?? ''} label={words.name}>
        <Input value={name} maxLength={200} spellCheck={false} onChange={(_, data) => onChange({ name: data.value })} />
      </Field>
      <Field className={styles.rowField ?? ''} label={words.value}>
        <Input
          type={secure ? 'password' : 'text'}
          autoComplete="off"
          value={value}
          maxLength={10_000}
          spellCheck={false}
          {...(kept && { placeholder: words.kept })}
          onChange={(_, data) => onChange({ value: data.value })}
        />
      </Field>
      <Checkbox
        label={words.secure}
        title={words.secureHint}
        checked={secure}
        onChange={(_, data) => onChange({ secure: data.checked === true })}
      />
      <QuietButton label={words.remove(name)} icon={<Delete16Regular />} onPress={onRemove} />
    </div>
  );
}
