import { Button, type ButtonProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A button in a list of like entries: its name says which entry it is about. */
export function NamedButton(props: {
  readonly verb: string;
  /** What the entry is called. */
  readonly of: string;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  /** What is said more when the pointer rests on it. */
  readonly hint?: string;
  readonly onPress: () => void;
}): ReactNode {
  const { verb, of, appearance = 'secondary', hint, onPress } = props;
  return (
    <Button appearance={appearance} title={hint} aria-label={`${verb} ${of}`} onClick={onPress}>
      {verb}
    </Button>
  );
}
