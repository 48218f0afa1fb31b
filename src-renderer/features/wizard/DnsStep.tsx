import { Button } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { type Domain, type DomainFindingCode, whereItLeadsCodes } from '../../../shared/dns/contract';
import { domainFindingInWords } from '../../text/domain';
import { exampleRecords, wizardWords } from '../../text/wizard';
import { CopyField } from '../../ui/CopyField';
import { Findings } from '../../ui/FindingList';
import { DnsRecord } from './DnsRecord';
import { ProofSection } from './ProofSection';
import { RecordTable } from './RecordTable';
import type { PlaceAt, Shown } from './state';
import styles from './steps.module.css';
import type { WizardStore } from './store';

const words = wizardWords.dns;

/** What makes the name lead to the service, and the proof that it works. */
export function DnsStep(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'dns'>;
  readonly store: WizardStore;
}): ReactNode {
  const { shown, place, store } = props;
  return (
    <>
      {shown.service.target === 'this-computer' ? (
        <NothingToCreate place={place} onCopy={store.copyText} />
      ) : (
        <DnsRecord
          advice={place.advice}
          advising={place.advising === true}
          check={place.check}
          checking={place.checking === true}
          onCheck={() => void store.checkRecord()}
          onCopy={store.copyText}
        />
      )}
      {shown.service.changed && (
        <div className={styles.verdictRow}>
          <p className={styles.explains}>{words.changed}</p>
          <Button onClick={() => store.reviewChange({ kind: 'deploy' })}>{words.reviewChanges}</Button>
        </div>
      )}
      <ProofSection shown={shown} place={place} store={store} />
    </>
  );
}

/** Only this computer has to find the service; what a name for others would need is folded away. */
function NothingToCreate(props: {
  readonly place: PlaceAt<'dns'>;
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { place, onCopy } = props;
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.records}
      </h2>
      <p className={styles.explains}>{words.nothingToCreate}</p>
      {place.domain && <WhereItLeads domain={place.domain} onCopy={onCopy} />}
      <details>
        <summary>{words.learn}</summary>
        <div className={styles.folded}>
          <p className={styles.explains}>{words.recordsExplain}</p>
          <RecordTable records={exampleRecords} onCopy={onCopy} />
        </div>
      </details>
    </section>
  );
}

/** What is said of the name as such was said in the first step. */
const saysWhereItLeads: ReadonlySet<DomainFindingCode> = new Set(whereItLeadsCodes);

/** Where the name leads now, and the line that makes it lead here, ready to be copied. */
function WhereItLeads(props: {
  readonly domain: Domain;
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const findings = props.domain.findings.filter(({ code }) => saysWhereItLeads.has(code));
  const line = findings.find(({ code }) => code === 'hosts-line-needed')?.facts['line'];
  return (
    <>
      {findings.length > 0 && (
        <Findings label={wizardWords.domain.findings} findings={findings} inWords={domainFindingInWords} />
      )}
      {typeof line === 'string' && <CopyField name={words.line} value={line} code onCopy={props.onCopy} />}
    </>
  );
}
