import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { LiveRegions } from '../../ui/LiveRegions';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { BundleList } from './BundleList';
import styles from './CertificatesPage.module.css';
import { ChoosingBanner } from './ChoosingBanner';
import { FileList } from './FileList';
import { Intake } from './Intake';
import { OtherItems } from './OtherItems';
import type { UseBundle } from './UseButton';
import type { WorkshopState, WorkshopStore } from './store';

/** The workshop: drop anything, see what it is and what would go wrong, save what Azure wants. */
export function CertificatesPage(props: {
  readonly store: WorkshopStore;
  readonly call: CallMain;
  /** True when the user came here by navigation. */
  readonly takeFocus: boolean;
  /** Opens the conversion of a folder. */
  readonly onBatch: () => void;
  /** What the service is called that a certificate is being looked for. */
  readonly choosing: string | undefined;
  /** Takes a certificate into that service, or into a new one; answers why it was not taken. */
  readonly onUse: UseBundle;
  /** Goes back to that service. */
  readonly onBack: () => void;
}): ReactNode {
  const { store, takeFocus, choosing } = props;
  const state = useStore(store.state);
  useEffect(() => void store.open(), [store]);
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{en.intake.pageTitle}</PageHeading>
      {choosing !== undefined && <ChoosingBanner service={choosing} onBack={props.onBack} />}
      {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
      {state.phase === 'open' && <Bench {...props} state={state} />}
    </>
  );
}

function Bench(props: {
  readonly state: Extract<WorkshopState, { phase: 'open' }>;
  readonly store: WorkshopStore;
  readonly call: CallMain;
  readonly onBatch: () => void;
  readonly choosing: string | undefined;
  readonly onUse: UseBundle;
}): ReactNode {
  const { state, store, call, onBatch, choosing, onUse } = props;
  const { workshop, said, notice } = state;
  return (
    <div className={styles.sections}>
      <LiveRegions status={said.status} alert={said.alert} />
      <Intake
        empty={workshop.files.length === 0}
        onChoose={() => void store.chooseFiles()}
        onPaste={() => void store.paste()}
        onBatch={onBatch}
      />
      {notice !== undefined && <ProblemMessage problem={notice} alert onDismiss={store.dismissNotice} />}
      {workshop.files.length > 0 && <FileList files={workshop.files} store={store} />}
      {workshop.bundles.length > 0 && <BundleList bundles={workshop.bundles} {...{ store, call, choosing, onUse }} />}
      <OtherItems workshop={workshop} />
    </div>
  );
}
