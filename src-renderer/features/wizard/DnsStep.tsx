import { type ReactNode, useId } from 'react';
import { type Domain, type DomainFindingCode, whereItLeadsCodes } from '../../../shared/dns/contract';
import { domainFindingInWords } from '../../text/domain';
import { targetWords, wizardWords } from '../../text/wizard';
import { CopyField } from '../../ui/CopyField';
import { Findings } from '../../ui/FindingList';
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
  const { records, recordsExplain, dns } = targetWords[shown.service.target];
  const id = useId();
  return (
    <>
      <section className={styles.card} aria-labelledby={id}>
        <h2 className={styles.title} id={id}>
          {words.records}
        </h2>
        <p className={styles.explains}>{dns}</p>
        {place.domain && <WhereItLeads domain={place.domain} onCopy={store.copyText} />}
        <details>
          <summary>{words.learn}</summary>
          <div className={styles.folded}>
            <p className={styles.explains}>{recordsExplain}</p>
            <RecordTable records={records} onCopy={store.copyText} />
          </div>
        </details>
      </section>
      <ProofSection shown={shown} place={place} store={store} />
    </>
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
