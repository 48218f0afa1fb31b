import { type ReactNode, useState } from 'react';
import type { Service } from '../../../shared/services/contract';
import { certificateEnd, modelInWords, placeInWords, serviceWords as words } from '../../text/services';
import { CopyField } from '../../ui/CopyField';
import { Fact, Facts } from '../../ui/Facts';
import own from './ServiceCard.module.css';
import type { ServicesStore } from './store';

/** Where a service answers, where it runs, and until when its certificate is valid. */
export function ServiceFacts({
  service,
  store,
}: {
  readonly service: Service;
  readonly store: ServicesStore;
}): ReactNode {
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
      {service.containerGroup !== undefined && (
        <>
          <Fact name={words.where}>{placeInWords(service)}</Fact>
          <Fact name={words.group}>{service.containerGroup.name}</Fact>
        </>
      )}
      <Fact name={words.model}>{modelInWords(service.model)}</Fact>
      {service.tls && <Fact name={words.certificate}>{certificateEnd(service, now)}</Fact>}
    </Facts>
  );
}
