import { type ReactNode, useState } from 'react';
import type { Service } from '../../../shared/services/contract';
import { certificateInLine, nextStep, serviceName, serviceWords } from '../../text/services';
import { startWords } from '../../text/start';
import { DevelopmentBadge } from '../../ui/DevelopmentBadge';
import { QuietButton } from '../../ui/QuietButton';
import { ServiceState } from '../../ui/ServiceState';
import styles from './ServiceLines.module.css';

/** A line for every service: its name, where it runs, until when its certificate is valid, what it is at. */
export function ServiceLines(props: {
  readonly services: readonly Service[];
  readonly onOpen: (serviceId: string) => void;
}): ReactNode {
  const [now] = useState(() => new Date());
  return (
    <section aria-labelledby="services-title">
      <h2 className={styles.title} id="services-title">
        {startWords.services}
      </h2>
      <ul className={styles.list} aria-labelledby="services-title">
        {props.services.map((service) => (
          <ServiceLine key={service.id} service={service} now={now} onOpen={() => props.onOpen(service.id)} />
        ))}
      </ul>
    </section>
  );
}

function ServiceLine(props: { readonly service: Service; readonly now: Date; readonly onOpen: () => void }): ReactNode {
  const { service, now } = props;
  const name = serviceName(service);
  const isDraft = service.deployed === undefined;
  const verb = isDraft ? serviceWords.resume : serviceWords.open;
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <p className={styles.name}>
          {name}
          {service.certificate?.leaf?.developmentOnly === true && <DevelopmentBadge />}
        </p>
        <p className={styles.more}>
          {serviceWords.targets[service.target]}, {isDraft ? nextStep(service) : certificateInLine(service, now)}
        </p>
      </div>
      <ServiceState service={service} />
      <QuietButton label={`${verb} ${name}`} words={verb} onPress={props.onOpen} />
    </li>
  );
}
