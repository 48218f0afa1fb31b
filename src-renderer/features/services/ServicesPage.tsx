import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Service } from '../../../shared/services/contract';
import { serviceName, serviceWords as words } from '../../text/services';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import styles from '../../ui/KeptPage.module.css';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { SessionWarning } from '../../ui/SessionWarning';
import { useKeptFocus } from '../../ui/use-kept-focus';
import { useQuestion } from '../../ui/use-question';
import { ServiceCard } from './ServiceCard';
import type { ServicesState, ServicesStore } from './store';

/** The services that were secured, and those that are still being set up. */
export function ServicesPage(props: {
  readonly store: ServicesStore;
  readonly takeFocus: boolean;
  /** Begins a service. */
  readonly onSecure: () => void;
  /** Opens the wizard with a service: where it goes on, or where it is proved. */
  readonly onOpen: (serviceId: string) => void;
  readonly onLibrary: () => void;
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

function Secured(props: {
  readonly state: Extract<ServicesState, { phase: 'shown' }>;
  readonly store: ServicesStore;
  readonly onOpen: (serviceId: string) => void;
  readonly onLibrary: () => void;
}): ReactNode {
  const { state, store, onOpen, onLibrary } = props;
  const { services, keeping } = state.services;
  const { notice } = state;
  const [asked, ask] = useQuestion<Service>();
  return (
    <>
      {keeping === 'session' && <SessionWarning says={words.session} />}
      {notice !== undefined && notice.serviceId === undefined && (
        <ProblemMessage problem={notice.problem} alert onDismiss={store.dismiss} />
      )}
      <p role="status">{state.said}</p>
      {services.length === 0 && <p>{words.none}</p>}
      <ul className={styles.list} aria-label={words.title}>
        {services.map((service) => (
          <ServiceCard
            key={service.id}
            service={service}
            store={store}
            notice={notice?.serviceId === service.id ? notice.problem : undefined}
            actions={{ onOpen: () => onOpen(service.id), onLibrary, onRemove: () => ask(service) }}
          />
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          key={asked.turn}
          title={words.removeTitle(serviceName(asked.question))}
          explains={asked.question.deployed === undefined ? words.removeDraftExplains : words.removeExplains}
          confirm={words.removeConfirm}
          onConfirm={() => void store.remove(asked.question.id)}
          onClose={() => undefined}
        />
      )}
    </>
  );
}
