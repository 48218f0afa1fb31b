import { Switch } from '@fluentui/react-components';
import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../shared/problem';
import type { Service } from '../../../shared/services/contract';
import { certificateEnd, modelInWords, nextStep, serviceName, serviceWords as words } from '../../text/services';
import { CopyField } from '../../ui/CopyField';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { ServiceState } from '../../ui/ServiceState';
import own from './ServiceCard.module.css';
import type { ServicesStore } from './store';

/** What can be done with a service beyond its own card. */
export interface ServiceActions {
  readonly onOpen: () => void;
  readonly onLibrary: () => void;
  readonly onRemove: () => void;
}

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
  return (
    <li className={styles.card}>
      <div className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        {service.certificate?.leaf?.developmentOnly === true && <DevelopmentBadge />}
        <ServiceState service={service} />
      </div>
      {isDraft ? (
        <p className={styles.explains}>{words.draftNext(nextStep(service))}</p>
      ) : (
        <ServiceFacts {...{ service, store }} />
      )}
      <CertificateHint service={service} onLibrary={actions.onLibrary} />
      {problemsOf(service, notice).map((problem) => (
        <ProblemMessage key={problem.code} problem={problem} alert={problem === notice} />
      ))}
      {isDraft ? (
        <div className={styles.buttons}>
          <NamedButton verb={words.resume} of={name} appearance="primary" onPress={actions.onOpen} />
          <RemoveButton name={name} onRemove={actions.onRemove} />
        </div>
      ) : (
        <Deployed {...{ service, store, actions }} />
      )}
    </li>
  );
}

function ServiceFacts({ service, store }: { readonly service: Service; readonly store: ServicesStore }): ReactNode {
  const [now] = useState(() => new Date());
  return (
    <Facts>
      {service.url !== undefined && (
        <Fact name={words.address}>
          <div className={own.address}>
            <CopyField
              name={words.address}
              value={service.url}
              code
              onCopy={(text) => store.copyText(service.id, text)}
            />
          </div>
        </Fact>
      )}
      <Fact name={words.target}>{words.targets[service.target]}</Fact>
      <Fact name={words.model}>{modelInWords(service.model)}</Fact>
      {service.tls && <Fact name={words.certificate}>{certificateEnd(service, now)}</Fact>}
    </Facts>
  );
}

function Deployed(props: {
  readonly service: Service;
  readonly store: ServicesStore;
  readonly actions: ServiceActions;
}): ReactNode {
  const { service, store, actions } = props;
  const { id, running, startsWithLatchkey } = service;
  const name = serviceName(service);
  const isUp = running.state === 'running' || running.state === 'starting';
  return (
    <>
      <div className={styles.buttons}>
        {isUp ? (
          <NamedButton verb={words.stop} of={name} onPress={() => void store.stop(id)} />
        ) : (
          <NamedButton verb={words.start} of={name} appearance="primary" onPress={() => void store.start(id)} />
        )}
        {service.keyAuthentication &&
          service.hasApiKeys &&
          (['primary', 'secondary'] as const).map((slot) => (
            <NamedButton
              key={slot}
              verb={words.keys[slot]}
              of={name}
              onPress={() => void store.copyKey(service, slot)}
            />
          ))}
        <NamedButton verb={words.check} of={name} hint={words.checkHint} onPress={actions.onOpen} />
      </div>
      <div className={own.footer}>
        <Switch
          label={words.startsWithLatchkey}
          aria-label={words.startsWithLatchkeyNamed(name)}
          checked={startsWithLatchkey}
          onChange={(_, data) => void store.setStartsWithLatchkey(id, data.checked)}
        />
        <RemoveButton name={name} onRemove={actions.onRemove} />
      </div>
    </>
  );
}

function RemoveButton(props: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  return <NamedButton verb={words.remove} of={props.name} appearance="subtle" onPress={props.onRemove} />;
}

const DAY = 86_400_000;

/** What has to be done about a certificate that ends within the days in which the checks warn of it. */
function CertificateHint({
  service,
  onLibrary,
}: {
  readonly service: Service;
  readonly onLibrary: () => void;
}): ReactNode {
  const [now] = useState(() => Date.now());
  const leaf = service.certificate?.leaf;
  if (leaf === undefined || !service.tls) return null;
  // A development certificate lasts thirty days: it would end soon on the day it is made.
  const daysBefore = leaf.developmentOnly ? 7 : 30;
  if (Date.parse(leaf.notAfter) > now + daysBefore * DAY) return null;
  return (
    <div className={own.hint}>
      <Warning20Regular />
      <p>{Date.parse(leaf.notAfter) < now ? words.hasEnded : words.endsSoon}</p>
      <NamedButton verb={words.renew} of={serviceName(service)} hint={words.renewHint} onPress={onLibrary} />
    </div>
  );
}

/** Each once: the gateway that was not started says the same as the press that did not start it. */
function problemsOf(service: Service, notice: Problem | undefined): readonly Problem[] {
  const { running, problem } = service;
  const failed = running.state === 'failed' ? running.problem : undefined;
  const all = [notice, failed, problem].filter((one) => one !== undefined);
  return all.filter((one, index) => all.findIndex(({ code }) => code === one.code) === index);
}
