import { Button } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { Proof } from '../../../shared/proof/contract';
import { isOnAzure, isStopped } from '../../text/services';
import { wizardWords } from '../../text/wizard';
import { CopyField } from '../../ui/CopyField';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { useQuestion } from '../../ui/use-question';
import { CallDialog } from './CallDialog';
import { KeyButtons } from './KeyButtons';
import { ProofLineItem } from './ProofLineItem';
import styles from './ProofSection.module.css';
import type { PlaceAt, Shown } from './state';
import steps from './steps.module.css';
import type { WizardStore } from './store';

const words = wizardWords.dns;

/** What a real client sees of the service, and what callers need. */
export function ProofSection(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'dns'>;
  readonly store: WizardStore;
}): ReactNode {
  const { shown, place, store } = props;
  const { service, deployment } = shown;
  const { proof, proving, loading = false } = place;
  const id = useId();
  const [asked, ask] = useQuestion<'call'>();
  return (
    <section className={steps.card} aria-labelledby={id}>
      <h2 className={steps.title} id={id}>
        {words.proof}
      </h2>
      {service.url !== undefined && (
        <div className={styles.address}>
          <span className={steps.explains}>{words.address}</span>
          <CopyField name={words.theAddress} value={service.url} code onCopy={store.copyText} />
        </div>
      )}
      {isStopped(service) ? (
        <div className={steps.verdictRow}>
          <p role="status" className={steps.verdict}>
            {shown.working === '' ? words.stopped : <Spinner />} {shown.working}
          </p>
          <Button onClick={() => void store.start()}>{isOnAzure(service) ? words.startOnAzure : words.start}</Button>
        </div>
      ) : (
        <div className={steps.verdictRow}>
          <p role="status" className={steps.verdict}>
            {(proving || loading) && <Spinner />} {loading ? words.loading : proving ? words.proving : verdict(proof)}
          </p>
          <Button onClick={() => void store.prove()}>{words.again}</Button>
        </div>
      )}
      {service.running.state === 'failed' && shown.problem === undefined && (
        <ProblemMessage problem={service.running.problem} />
      )}
      {proof && !proving && !isStopped(service) && <ProofLines proof={proof} />}
      <div className={steps.buttons}>
        {service.hasApiKeys && service.keyAuthentication && <KeyButtons onCopy={store.copyKey} />}
        <Button onClick={() => ask('call')}>{words.call}</Button>
        {deployment && <Button onClick={() => void store.saveReport()}>{wizardWords.run.saveReport}</Button>}
      </div>
      {asked && (
        <CallDialog
          key={asked.turn}
          hostName={service.hostName ?? ''}
          withKey={service.keyAuthentication}
          store={store}
        />
      )}
    </section>
  );
}

function ProofLines({ proof }: { readonly proof: Proof }): ReactNode {
  return (
    <>
      <ul className={steps.findings} aria-label={words.proof}>
        {proof.lines.map((line) => (
          <ProofLineItem key={line.code} line={line} />
        ))}
      </ul>
      {proof.answer !== undefined && (
        <div>
          <h3 className={styles.answer}>{words.answer}</h3>
          <pre className={steps.code}>{proof.answer}</pre>
        </div>
      )}
    </>
  );
}

function verdict(proof: Proof | undefined): string {
  if (proof === undefined) return '';
  return proof.passed ? words.passed : words.notPassed(proof.lines.filter(({ result }) => result === 'failed').length);
}
