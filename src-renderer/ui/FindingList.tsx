import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode, Ref } from 'react';
import type { Finding } from '../../shared/certificates/finding';
import { en } from '../text/en';
import { findingInWords, levelWords } from '../text/findings';
import styles from './FindingList.module.css';

const icons = {
  blocks: <Prohibited20Regular className={styles.icon ?? ''} />,
  warns: <Warning20Regular className={styles.icon ?? ''} />,
  notes: <Info20Regular className={styles.icon ?? ''} />,
} as const;
const order = ['blocks', 'warns', 'notes'] as const;

/** What the checks say, the gravest first: an icon and a word for the level, what is, why it matters, what to do. */
export function FindingList(props: {
  readonly findings: readonly Finding[];
  readonly now: Date;
  /** The first finding, so that the focus can be moved to what blocks. */
  readonly firstRef?: Ref<HTMLLIElement>;
}): ReactNode {
  const sorted = props.findings.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
  return (
    <ul className={styles.list} aria-label={en.bundle.findings}>
      {sorted.map((finding, index) => (
        <FindingItem
          key={`${finding.code} ${JSON.stringify(finding.facts)}`}
          finding={finding}
          now={props.now}
          ref={index === 0 ? props.firstRef : undefined}
        />
      ))}
    </ul>
  );
}

function FindingItem({
  finding,
  now,
  ref,
}: {
  readonly finding: Finding;
  readonly now: Date;
  readonly ref: Ref<HTMLLIElement> | undefined;
}): ReactNode {
  const words = findingInWords(finding, now);
  return (
    <li ref={ref} tabIndex={-1} className={`${styles.finding} ${styles[finding.level]}`}>
      {icons[finding.level]}
      <p className={styles.what}>
        <span className={styles.level}>{levelWords[finding.level]}:</span> {words.what}
      </p>
      <p className={styles.more}>
        {words.why} {words.fix !== undefined && <span className={styles.fix}>{words.fix}</span>}
      </p>
    </li>
  );
}
