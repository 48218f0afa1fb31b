import type { ReactNode } from 'react';
import type { Problem } from '../../../shared/problem';
import type { Service } from '../../../shared/services/contract';
import { isOnAzure, mayBeOnAzure, nextStep, serviceName, serviceWords as words } from '../../text/services';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { ServiceState } from '../../ui/ServiceState';
import type { ServiceActions } from './actions';
import { CertificateHint } from './CertificateHint';
import { ChangedHint } from './ChangedHint';
import { OnAzure } from './OnAzure';
import { OnThisComputer } from './OnThisComputer';
import { ServiceFacts } from './ServiceFacts';
import type { ServicesStore } from './store';

/** One service: where it answers, until when its certificate is valid, and what to do with it. */
export function ServiceCard(props: {
  readonly service: Service;
  readonly store: ServicesStore;
  /** What the last action on it did not do. */
  readonly notice: Problem | undefined;
  readonly actions: ServiceActions;
}): ReactNode {
  const { service, store, notice, actions } = props;
  const name = serviceName(service);
  const isDraft = service.deployed === undefined;
  const isUnfinished = mayBeOnAzure(service);
  const onAzure = isOnAzure(service);
  const Deployed = onAzure ? OnAzure : OnThisComputer;
  return (
    <li className={styles.card}>
      <div className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        {service.certificate?.leaf?.developmentOnly === true && <DevelopmentBadge />}
        <ServiceState service={service} />
      </div>
      {isDraft ? (
        <p className={styles.explains}>{isUnfinished ? words.unfinished : words.draftNext(nextStep(service))}</p>
      ) : (
        <ServiceFacts {...{ service, store }} />
      )}
      <CertificateHint service={service} onRenew={() => actions.onStep('certificate')} />
      {service.changed && <ChangedHint {...{ service, store, actions }} />}
      {problemsOf(service, notice).map((problem) => (
        <ProblemMessage key={problem.code} problem={problem} alert={problem === notice} />
      ))}
      {isDraft ? (
        <div className={styles.buttons}>
          <NamedButton verb={words.resume} of={name} appearance="primary" onPress={actions.onOpen} />
          {isUnfinished && (
            <NamedButton
              verb={words.menu.delete}
              of={name}
              hint={words.deleteHint}
              onPress={() => actions.onChange({ kind: 'delete' })}
            />
          )}
          <NamedButton verb={words.remove} of={name} appearance="subtle" onPress={actions.onRemove} />
        </div>
      ) : (
        <Deployed {...{ service, store, actions }} />
      )}
    </li>
  );
}

/** Each once: the gateway that was not started says the same as the press that did not start it. */
function problemsOf(service: Service, notice: Problem | undefined): readonly Problem[] {
  const { running, problem } = service;
  const failed = running.state === 'failed' ? running.problem : undefined;
  const all = [notice, failed, problem].filter((one) => one !== undefined);
  return all.filter((one, index) => all.findIndex(({ code }) => code === one.code) === index);
}
