import type { ReactNode } from 'react';
import type { ProofLine } from '../../../shared/proof/contract';
import { proofLineInWords } from '../../../shared/proof/words';
import { wizardWords } from '../../text/wizard';
import styles from './ProofSection.module.css';
import { StateIcon } from './StateIcon';
import steps from './steps.module.css';

const words = wizardWords.dns.results;

const icons = {
  passed: 'done',
  failed: 'failed',
  noted: 'noted',
  skipped: 'skipped',
} as const satisfies Record<ProofLine['result'], string>;

/** One line of the proof: how it went, what was seen, and what to do where it did not pass. */
export function ProofLineItem({ line }: { readonly line: ProofLine }): ReactNode {
  const { result } = line;
  const { says, why, next } = proofLineInWords(line);
  return (
    <li className={result === 'failed' ? `${steps.finding} ${styles.failed}` : steps.finding}>
      {result === 'passed' ? <StateIcon state="done" says={words.passed} /> : <StateIcon state={icons[result]} />}
      <p>
        {result !== 'passed' && <strong>{words[result]}:</strong>} {says}
      </p>
      {(why !== undefined || next !== undefined) && (
        <p className={styles.more}>
          {why} {next !== undefined && <span className={styles.next}>{next}</span>}
        </p>
      )}
    </li>
  );
}
