import { Radio } from '@fluentui/react-components';
import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Candidate } from '../../../shared/services/contract';
import { dateInWords } from '../../../shared/dates';
import { findingInWords } from '../../../shared/certificates/finding-words';
import { wizardWords } from '../../text/wizard';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { FindingList } from '../../ui/FindingList';
import { StateIcon } from './StateIcon';
import styles from './steps.module.css';

const words = wizardWords.certificate;

/** A certificate of the library: whether it fits, and why not. All that is found is shown of the one that is chosen. */
export function CandidateChoice(props: {
  readonly candidate: Candidate;
  readonly chosen: boolean;
  readonly now: Date;
}): ReactNode {
  const { candidate, chosen, now } = props;
  const { leaf, libraryId, findings, ready } = candidate;
  const blocking = findings.find(({ level }) => level === 'blocks');
  const ended = Date.parse(leaf.notAfter) < now.getTime();
  const flag = leaf.developmentOnly ? `flag-${libraryId}` : '';
  const date = dateInWords(leaf.notAfter, now);
  return (
    <div className={styles.choice} data-chosen={chosen}>
      <div className={styles.header}>
        <Radio
          value={libraryId}
          label={<span className={styles.choiceName}>{candidate.name}</span>}
          aria-describedby={`${flag} fits-${libraryId} until-${libraryId}`.trim()}
        />
        {leaf.developmentOnly && (
          <span id={flag}>
            <DevelopmentBadge />
          </span>
        )}
        <span className={styles.fits} id={`fits-${libraryId}`}>
          <Fits findings={findings} ready={ready} />
        </span>
      </div>
      <div className={styles.more}>
        <p id={`until-${libraryId}`}>{ended ? words.ended(date) : words.until(date)}</p>
        {!chosen && blocking && <p>{findingInWords(blocking, now).what}</p>}
        {chosen && findings.length > 0 && <FindingList findings={findings} now={now} />}
      </div>
    </div>
  );
}

function Fits({ findings, ready }: Pick<Candidate, 'findings' | 'ready'>): ReactNode {
  const warnings = findings.filter(({ level }) => level === 'warns').length;
  if (!ready) {
    return (
      <>
        <Prohibited20Regular className={styles.bad ?? ''} /> {words.fitsNot}
      </>
    );
  }
  if (warnings > 0) {
    return (
      <>
        <Warning20Regular className={styles.warned ?? ''} /> {words.fitsWithWarnings(warnings)}
      </>
    );
  }
  return (
    <>
      <StateIcon state="done" /> {words.fits}
    </>
  );
}
