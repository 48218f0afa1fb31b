import { Button } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { type ReactNode, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import type { Problem } from '../../../shared/problem';
import { en } from '../../text/en';
import { ProblemMessage } from '../../ui/ProblemMessage';
import styles from './BundleCard.module.css';
import type { WorkshopStore } from './store';

/** Offers to download the issuer that a chain lacks, and shows the address before anything is asked. */
export function IssuerDownload({
  bundle,
  store,
}: {
  readonly bundle: Bundle;
  readonly store: WorkshopStore;
}): ReactNode {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { missingIssuer, missingIssuerAddress: address } = bundle;
  if (missingIssuer === undefined || address === undefined) return null;
  const download = async (): Promise<void> => {
    setBusy(true);
    const found = await store.downloadIssuer(bundle.id, address);
    setProblem(found);
    setBusy(false);
    // The button goes with what was missing: the focus goes on to what can be done now.
    if (!found) document.getElementById(`save-${bundle.id}`)?.focus();
  };
  return (
    <div className={styles.download}>
      <Button
        icon={<ArrowDownload20Regular />}
        onClick={() => {
          if (!busy) void download();
        }}
      >
        {busy ? en.bundle.downloading : en.bundle.download(missingIssuer)}
      </Button>
      <p className={styles.explains}>{en.bundle.downloadExplains(address)}</p>
      {problem !== undefined && <ProblemMessage problem={problem} alert />}
    </div>
  );
}
