import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Change } from '../../../shared/deployments/contract';
import type { Service } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { removalInWords, serviceName, serviceWords as words } from '../../text/services';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import styles from '../../ui/KeptPage.module.css';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { SessionWarning } from '../../ui/SessionWarning';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { useQuestion } from '../../ui/use-question';
import { LogsDialog } from './LogsDialog';
import { RequestsDialog } from './RequestsDialog';
import { ServiceCard } from './ServiceCard';
import type { ServicesState, ServicesStore } from './store';

/** The services that were secured, and those that are still being set up. */
export function ServicesPage(props: {
  readonly store: ServicesStore;
  readonly call: CallMain;
  readonly takeFocus: boolean;
  /** Begins a service. */
  readonly onSecure: () => void;
  /** Opens the wizard with a service: where it goes on, or where it is proved. */
  readonly onOpen: (serviceId: string) => void;
  /** Opens it at a step that is gone through again. */
  readonly onStep: (serviceId: string, step: 'certificate' | 'deploy') => void;
  /** Opens it at the review of a change. */
  readonly onChange: (serviceId: string, change: Change) => void;
}): ReactNode {
  const { store, takeFocus, onSecure } = props;
  const state = useStore(store.state);
  const isEmpty = state.phase === 'shown' && state.services.services.length === 0;
  useKeptFocus(state.phase === 'shown' ? state.services.services.length : 0);
  useEffect(() => void store.open(), [store]);
  return (
    <>
      <PageHeading takeFocus={takeFocus}>{words.title}</PageHeading>
      <div className={styles.sections}>
        <p className={styles.explains}>{words.explains}</p>
        <div className={styles.buttons}>
          <Button appearance={isEmpty ? 'primary' : 'secondary'} onClick={onSecure}>
            {words.secure}
          </Button>
        </div>
        {state.phase === 'unavailable' && <ProblemMessage problem={state.problem} alert />}
        {state.phase === 'shown' && <Secured {...props} state={state} />}
      </div>
    </>
  );
}

type PageProps = Parameters<typeof ServicesPage>[0];

function Secured(
  props: Omit<PageProps, 'takeFocus' | 'onSecure'> & {
    readonly state: Extract<ServicesState, { phase: 'shown' }>;
  },
): ReactNode {
  const { state, store } = props;
  const { services, keeping } = state.services;
  const { notice } = state;
  const [asked, ask] = useQuestion<Service>();
  const [reading, read] = useQuestion<Service>();
  const [watching, watch] = useQuestion<Service>();
  return (
    <>
      {keeping === 'session' && <SessionWarning says={words.session} />}
      <p role="status">{state.said}</p>
      {services.length === 0 && <p>{words.none}</p>}
      <ul className={styles.list} aria-label={words.title}>
        {services.map((service) => (
          <ServiceCard
            key={service.id}
            service={service}
            store={store}
            notice={notice?.serviceId === service.id ? notice.problem : undefined}
            actions={{
              onOpen: () => props.onOpen(service.id),
              onStep: (step) => props.onStep(service.id, step),
              onChange: (change) => props.onChange(service.id, change),
              onLogs: () => read(service),
              onRequests: () => watch(service),
              onRemove: () => ask(service),
            }}
          />
        ))}
      </ul>
      {reading && <LogsDialog key={reading.turn} service={reading.question} call={props.call} />}
      {watching && <RequestsDialog key={watching.turn} service={watching.question} call={props.call} />}
      {asked && (
        <ConfirmDialog
          key={asked.turn}
          title={words.removeTitle(serviceName(asked.question))}
          explains={removalInWords(asked.question)}
          confirm={words.removeConfirm}
          onConfirm={() => void store.remove(asked.question.id)}
          onClose={() => undefined}
        />
      )}
    </>
  );
}
