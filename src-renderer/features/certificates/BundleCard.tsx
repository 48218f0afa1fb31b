import { lazy, memo, type ReactNode, Suspense, useRef, useState } from 'react';
import type { Bundle } from '../../../shared/certificates/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { FindingList } from '../../ui/FindingList';
import { BundleActions } from './BundleActions';
import styles from './BundleCard.module.css';
import { BundleFacts } from './BundleFacts';
import { ChainView } from './ChainView';
import { HostNameCheck } from './HostNameCheck';
import { IssuerDownload } from './IssuerDownload';
import { ReadinessBadge } from './ReadinessBadge';
import type { WorkshopStore } from './store';
import type { UseBundle } from './UseButton';

const CertificateDetails = lazy(() =>
  import('./CertificateDetails').then((module) => ({ default: module.CertificateDetails })),
);

/** One certificate for a server: its names, whether it can be used, what belongs to it, and what to do with it. */
export const BundleCard = memo(function BundleCard(props: {
  readonly bundle: Bundle;
  readonly now: Date;
  readonly store: WorkshopStore;
  readonly call: CallMain;
  readonly onSave: (bundle: Bundle, picksFormat: boolean) => void;
  readonly choosing: string | undefined;
  readonly onUse: UseBundle;
}): ReactNode {
  const { bundle, now, store, call, onSave, choosing, onUse } = props;
  const [detailed, setDetailed] = useState(false);
  const [refused, setRefused] = useState(false);
  const firstFinding = useRef<HTMLLIElement>(null);
  const title = en.bundle.hostNames(bundle.leaf.hostNames, bundle.leaf.name);
  const blocking = bundle.findings.filter((finding) => finding.level === 'blocks').length;

  const save = (): void => {
    setRefused(!bundle.ready);
    if (bundle.ready) onSave(bundle, false);
    else firstFinding.current?.focus();
  };
  return (
    <article className={styles.card} tabIndex={-1} aria-labelledby={`title-${bundle.id}`}>
      <div className={styles.header}>
        <h2 className={styles.title} id={`title-${bundle.id}`}>
          {title}
        </h2>
        {bundle.leaf.developmentOnly && <DevelopmentBadge />}
        <ReadinessBadge bundle={bundle} />
      </div>
      <BundleFacts bundle={bundle} now={now} />
      <ChainView bundle={bundle} />
      <IssuerDownload bundle={bundle} store={store} />
      <HostNameCheck bundle={bundle} store={store} />
      {bundle.findings.length > 0 && <FindingList findings={bundle.findings} now={now} firstRef={firstFinding} />}
      <BundleActions
        bundle={bundle}
        title={title}
        choosing={choosing}
        onUse={onUse}
        detailed={detailed}
        refused={refused && !bundle.ready ? en.bundle.notSaved(blocking) : undefined}
        onSave={save}
        onSaveAs={() => onSave(bundle, true)}
        onKeep={() => void store.keep(bundle.id)}
        onCopyChain={() => store.copyChain(bundle.id)}
        onDetails={() => setDetailed(!detailed)}
      />
      {detailed && (
        <section className={styles.details} id={`details-${bundle.id}`} aria-label={en.details.title(title)}>
          <Suspense fallback={<p>{en.waiting}</p>}>
            <CertificateDetails bundle={bundle} call={call} onCopy={store.copyText} />
          </Suspense>
        </section>
      )}
    </article>
  );
});
