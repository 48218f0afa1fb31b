import { Button } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { RecordAdvice, RecordCheck } from '../../../shared/dns/contract';
import { adviceInWords, recordFindingInWords, recordWords, verdictInWords } from '../../text/dns';
import { CopyField } from '../../ui/CopyField';
import { Fact, Facts } from '../../ui/Facts';
import { Findings } from '../../ui/FindingList';
import { Spinner } from '../../ui/Spinner';
import styles from './DnsRecord.module.css';
import { RecordViewers } from './RecordViewers';
import steps from './steps.module.css';

const words = recordWords;

/** The record that leads the name to the service, part by part to be copied, and who sees it. */
export function DnsRecord(props: {
  /** Absent while DNS is looked at. */
  readonly advice: RecordAdvice | undefined;
  /** DNS is looked at; false where that came to nothing. */
  readonly advising: boolean;
  readonly check: RecordCheck | undefined;
  readonly checking: boolean;
  readonly onCheck: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { advice, advising, check, checking, onCheck, onCopy } = props;
  const id = useId();
  return (
    <section className={steps.card} aria-labelledby={id}>
      <h2 className={steps.title} id={id}>
        {words.title}
      </h2>
      {advice ? (
        <Advice advice={advice} onCopy={onCopy} />
      ) : (
        <p role="status" className={steps.busy}>
          {advising && <Spinner />} {advising && words.fetching}
        </p>
      )}
      <div className={steps.verdictRow}>
        <p role="status" className={steps.verdict}>
          {checking && <Spinner />} {checking ? words.checking : check ? verdictInWords(check) : ''}
        </p>
        <Button onClick={onCheck}>{words.check}</Button>
      </div>
      {check && !checking && <RecordViewers viewers={check.viewers} />}
    </section>
  );
}

function Advice(props: {
  readonly advice: RecordAdvice;
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { advice, onCopy } = props;
  return (
    <>
      <p className={steps.explains}>{adviceInWords(advice)}</p>
      {advice.record.type !== 'none-needed' && <Parts record={advice.record} onCopy={onCopy} />}
      {advice.findings.length > 0 && (
        <Findings label={words.findings} findings={advice.findings} inWords={recordFindingInWords} />
      )}
    </>
  );
}

function Parts(props: {
  readonly record: RecordAdvice['record'];
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { record, onCopy } = props;
  const { type, ascii, nameInZone, value, ttl } = record;
  return (
    <div className={styles.record}>
      <Facts>
        <Fact name={words.type}>
          <span className={styles.type}>{type}</span>
        </Fact>
        <Fact name={words.name}>
          <CopyField name={words.copyName} value={nameInZone} code onCopy={onCopy} />
          {nameInZone !== ascii && (
            <>
              <span className={styles.hint}>{words.whole}</span>
              <CopyField name={words.copyWholeName} value={ascii} code onCopy={onCopy} />
            </>
          )}
        </Fact>
        <Fact name={words.value}>
          <CopyField name={words.copyValue} value={value} code onCopy={onCopy} />
        </Fact>
        <Fact name={words.ttl}>
          <CopyField name={words.copyTtl} value={String(ttl)} code onCopy={onCopy} />
          <span className={styles.hint}>{words.seconds(ttl)}</span>
        </Fact>
      </Facts>
    </div>
  );
}
