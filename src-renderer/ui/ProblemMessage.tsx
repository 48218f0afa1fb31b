import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problem';
import { en } from '../text/en';
import { problemInWords } from '../text/problems';
import styles from './ProblemMessage.module.css';
import { QuietButton } from './QuietButton';

/** A problem in words: what did not happen, what may be behind it, and what to do next. */
export function ProblemMessage(props: {
  readonly problem: Problem;
  /** A message of its own, framed and read out at once; otherwise part of what it stands in. */
  readonly alert?: boolean;
  readonly onDismiss?: () => void;
  /** The name of the file it is about, where the problem does not know it. */
  readonly about?: string;
}): ReactNode {
  const { problem, alert = false, onDismiss, about } = props;
  const words = problemInWords(problem, about);
  return (
    <div className={alert ? `${styles.problem} ${styles.framed}` : styles.problem} role={alert ? 'alert' : undefined}>
      <ErrorCircle20Regular className={styles.icon ?? ''} />
      <p className={styles.title}>{words.title}</p>
      {onDismiss === undefined ? (
        <span />
      ) : (
        <QuietButton label={en.dismiss} icon={<Dismiss16Regular />} onPress={onDismiss} />
      )}
      <p className={styles.body}>{unbroken([...words.causes, words.next].join(' '))}</p>
      {words.reference !== undefined && <p className={styles.reference}>{en.reference(words.reference)}</p>}
    </div>
  );
}

/** The options of a command that is shown (`-srckeystore`) don't end a line with their hyphen. */
function unbroken(sentences: string): ReactNode {
  return sentences.split(/(?<=\s)(-\S+)/u).map((part, index) =>
    part.startsWith('-') ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts never move
      <span key={index} className={styles.option}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
