import { Field, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem, ProblemCode } from '../../shared/problem';
import { problemInWords } from '../text/problems';

const aboutThem: ReadonlySet<string> = new Set<ProblemCode>([
  'host-name.invalid',
  'request.no-host-names',
  'request.too-many-host-names',
]);

/** Whether a problem is about the host names that were typed. */
export function isAboutHostNames(problem: Problem | undefined): boolean {
  return problem !== undefined && aboutThem.has(problem.code);
}

/** The host names in what was typed or pasted: white space, commas and semicolons stand between them. */
export function hostNamesIn(typed: string): string[] {
  return typed.split(/[\s,;]+/u).filter((name) => name !== '');
}

/** Host names, one a line; a problem with them stands beneath, and `data-to-correct` marks where to go. */
export function HostNamesField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: Problem | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { label, hint, value, problem } = props;
  const said = problem && isAboutHostNames(problem) ? problemInWords(problem) : undefined;
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(said ? { validationMessage: `${said.title} ${said.next}` } : {})}
    >
      <Textarea
        data-to-correct={said ? true : undefined}
        value={value}
        spellCheck={false}
        resize="vertical"
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  );
}
