import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { LiveRegions } from '../../ui/LiveRegions';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { BundleList } from './BundleList';
import styles from './CertificatesPage.module.css';
import { FileList } from './FileList';
import { Intake } from './Intake';
import { OtherItems } from './OtherItems';
import type { WorkshopState, WorkshopStore } from './store';

/** The workshop: drop anything, see what it is and what would go wrong, save what Azure wants. */
export function CertificatesPage(props: {
  readonly store: WorkshopStore;
  readonly call: CallMain;
  /** True when the user came here by navigation. */
  readonly takeFocus: boolean;
  /** Opens the conversion of a folder. */
  readonly onBatch: () => void;
}): ReactNode {
  const { store, call, takeFocus, onBatch } = props;
  const state = useStore(store.state);
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{en.intake.pageTitle}</PageHeading>
      {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
      {state.phase === 'open' && <Bench state={state} store={store} call={call} onBatch={onBatch} />}
    </>
  );
}

function Bench(props: {
  readonly state: Extract<WorkshopState, { phase: 'open' }>;
  readonly store: WorkshopStore;
  readonly call: CallMain;
  readonly onBatch: () => void;
}): ReactNode {
  const { state, store, call, onBatch } = props;
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
      {workshop.bundles.length > 0 && <BundleList bundles={workshop.bundles} store={store} call={call} />}
      <OtherItems workshop={workshop} />
    </div>
  );
}
