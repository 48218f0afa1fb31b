import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Bundle } from '../../../shared/certificates/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from './CertificateDetails.module.css';
import { createDetailsStore } from './details-store';
import { DetailFacts } from './DetailFacts';

/** Everything the certificates of a chain say, one at a time. */
export function CertificateDetails(props: {
  readonly bundle: Bundle;
  readonly call: CallMain;
  /** Answers whether the text was copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { bundle, call, onCopy } = props;
  const [store] = useState(() => createDetailsStore(call, bundle.leaf.id));
  const state = useStore(store.state);
  useEffect(() => void store.look(bundle.leaf.id), [store, bundle.leaf.id]);
  const looked = bundle.chain.find(({ certificate }) => certificate.id === state.id)?.certificate ?? bundle.leaf;

  return (
    <div className={styles.details}>
      {bundle.chain.length > 1 && (
        <div className={styles.choices} role="group" aria-label={en.details.which}>
          {bundle.chain.map(({ certificate }) => (
            <button
              key={certificate.id}
              type="button"
              className={styles.choice}
              aria-pressed={certificate.id === state.id}
              onClick={() => void store.look(certificate.id)}
            >
              {certificate.name} {certificate.developmentOnly && <DevelopmentBadge />}
            </button>
          ))}
        </div>
      )}
      <div>
        {state.phase === 'fetching' && <p>{en.waiting}</p>}
        {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
        {state.phase === 'shown' && (
          <DetailFacts details={state.details} hostNames={looked.hostNames} onCopy={onCopy} />
        )}
      </div>
    </div>
  );
}
