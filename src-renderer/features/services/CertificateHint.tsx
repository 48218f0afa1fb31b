import { Warning20Regular } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useState } from 'react';
import type { Service } from '../../../shared/services/contract';
import { serviceName, serviceWords as words } from '../../text/services';
import { NamedButton } from '../../ui/NamedButton';
import own from './ServiceCard.module.css';

const DAY = 86_400_000;

/** What has to be done about a certificate that ends within the days in which the checks warn of it. */
export function CertificateHint(props: {
  readonly service: Service;
  /** Goes where the next one is chosen. */
  readonly onRenew: () => void;
}): ReactNode {
  const { service, onRenew } = props;
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
      <NamedButton verb={words.renew} of={serviceName(service)} hint={words.renewHint} onPress={onRenew} />
    </div>
  );
}
