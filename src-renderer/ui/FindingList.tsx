import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode, Ref } from 'react';
import type { Finding } from '../../shared/certificates/finding';
import { en } from '../text/en';
import { findingInWords, type FindingWords, levelWords } from '../../shared/certificates/finding-words';
import styles from './FindingList.module.css';

const icons = {
  blocks: <Prohibited20Regular className={styles.icon ?? ''} />,
  warns: <Warning20Regular className={styles.icon ?? ''} />,
  notes: <Info20Regular className={styles.icon ?? ''} />,
} as const;
const order = ['blocks', 'warns', 'notes'] as const;

/** What the checks say of a certificate, the gravest first. */
export function FindingList(props: {
  readonly findings: readonly Finding[];
  readonly now: Date;
  /** The first finding, so that the focus can be moved to what blocks. */
  readonly firstRef?: Ref<HTMLLIElement>;
}): ReactNode {
  return (
    <Findings
      label={en.bundle.findings}
      findings={props.findings}
      inWords={(finding) => findingInWords(finding, props.now)}
      firstRef={props.firstRef}
    />
  );
}

/** Findings of any kind, the gravest first: an icon and a word for the level, what is, why it matters, what to do. */
export function Findings<F extends Pick<Finding, 'level' | 'facts'> & { readonly code: string }>(props: {
  readonly label: string;
  readonly findings: readonly F[];
  readonly inWords: (finding: F) => FindingWords;
  readonly firstRef?: Ref<HTMLLIElement> | undefined;
}): ReactNode {
  const sorted = props.findings.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
  return (
    <ul className={styles.list} aria-label={props.label}>
      {sorted.map((finding, index) => (
        <FindingItem
          key={`${finding.code} ${JSON.stringify(finding.facts)}`}
          level={finding.level}
          words={props.inWords(finding)}
          ref={index === 0 ? props.firstRef : undefined}
        />
      ))}
    </ul>
  );
}

function FindingItem({
  level,
  words,
  ref,
}: {
  readonly level: Finding['level'];
  readonly words: FindingWords;
  readonly ref: Ref<HTMLLIElement> | undefined;
}): ReactNode {
  return (
    <li ref={ref} tabIndex={-1} className={`${styles.finding} ${styles[level]}`}>
      {icons[level]}
      <p className={styles.what}>
        <span className={styles.level}>{levelWords[level]}:</span> {words.what}
      </p>
      <p className={styles.more}>
        {words.why} {words.fix !== undefined && <span className={styles.fix}>{words.fix}</span>}
      </p>
    </li>
  );
}
