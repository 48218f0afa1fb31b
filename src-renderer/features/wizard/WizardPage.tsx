import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CallMain, ListenToMain } from '../../app/bridge';
import { changeInWords } from '../../text/changes';
import { wizardWords as words } from '../../text/wizard';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { ReplaceDialog } from '../../ui/ReplaceDialog';
import { Spinner } from '../../ui/Spinner';
import { isOver } from './places';
import type { AzureView } from './azure-view';
import { Rail } from './Rail';
import type { Entry, Shown } from './state';
import { StepContent } from './StepContent';
import { createWizardStore, type WizardStore } from './store';
import { Ways } from './Ways';
import styles from './WizardPage.module.css';

/** The four steps of one service: it is opened at what comes next. */
export function WizardPage(props: {
  readonly serviceId: string;
  /** Where it is opened, other than at what comes next. */
  readonly entry?: Entry | undefined;
  readonly call: CallMain;
  readonly on: ListenToMain;
  readonly takeFocus: boolean;
  readonly azure: AzureView;
  /** The service works, or there is nothing left to do here. */
  readonly onLeave: () => void;
  /** The user looks for a certificate elsewhere, and comes back with it. */
  readonly onOpenCertificates: (serviceId: string) => void;
}): ReactNode {
  const { serviceId, entry, call, on, takeFocus } = props;
  const [store] = useState(() => createWizardStore(call));
  const state = useStore(store.state);
  useEffect(() => {
    const stops = [
      on('services.changed', store.receive),
      on('deployments.changed', store.receiveDeployment),
      store.leave,
    ];
    void store.open(serviceId, entry);
    return () => stops.forEach((stop) => stop());
  }, [store, on, serviceId, entry]);
  if (state.phase !== 'shown') {
    return (
      <>
        <PageHeading takeFocus={takeFocus}>{words.unnamed}</PageHeading>
        {state.phase === 'unavailable' ? (
          <ProblemMessage problem={state.problem} alert />
        ) : (
          <p role="status">{words.fetching}</p>
        )}
      </>
    );
  }
  return (
    <div className={styles.wizard}>
      <Rail shown={state} onGo={store.go} />
      <StepPage
        shown={state}
        store={store}
        azure={props.azure}
        onLeave={props.onLeave}
        onOpenCertificates={() => props.onOpenCertificates(serviceId)}
      />
      {state.question && <ReplaceDialog question={state.question} />}
    </div>
  );
}

/** One page: its question, its fields, what stands in the way, and the way on. */
function StepPage(props: {
  readonly shown: Shown;
  readonly store: WizardStore;
  readonly azure: AzureView;
  readonly onLeave: () => void;
  readonly onOpenCertificates: () => void;
}): ReactNode {
  const { shown, store } = props;
  const { page } = shown.place;
  useEffect(() => {
    if (shown.refusals > 0) document.querySelector<HTMLElement>('[data-to-correct]')?.focus();
  }, [shown.refusals]);
  const next = (event: FormEvent): void => {
    event.preventDefault();
    if (isOver(shown)) props.onLeave();
    else void store.next();
  };
  return (
    <form className={styles.page} onSubmit={next} autoComplete="off" noValidate>
      <PageHeading key={page} takeFocus>
        {titleOf(shown)}
      </PageHeading>
      <StepContent shown={shown} store={store} azure={props.azure} onOpenCertificates={props.onOpenCertificates} />
      {shown.problem && <ProblemMessage problem={shown.problem} alert onDismiss={store.dismiss} />}
      <div className={styles.footer}>
        <p role="status" className={styles.status}>
          {shown.working !== '' && <Spinner />} {shown.working === '' ? shown.said : shown.working}
        </p>
        <Ways shown={shown} store={store} onLeave={props.onLeave} />
      </div>
    </form>
  );
}

function titleOf({ place, service, deployment }: Shown): string {
  if (place.page === 'review') return changeInWords(place.change, service.target).title;
  if (place.page !== 'run') return words[place.page].title;
  const change = deployment?.change ?? { kind: 'deploy' };
  return changeInWords(change, service.target).run[deployment?.state ?? 'running'];
}
