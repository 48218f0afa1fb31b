import { Switch } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Service } from '../../../shared/services/contract';
import { serviceName, serviceWords as words } from '../../text/services';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import type { ServiceActions } from './actions';
import { CopyKeys, usesKeys } from './CopyKeys';
import own from './ServiceCard.module.css';
import { type MenuEntry, renewal, replacements, ServiceMenu } from './ServiceMenu';
import type { ServicesStore } from './store';

/** What can be done with a service on this computer: it starts and stops at once. */
export function OnThisComputer(props: {
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
        <NamedButton verb={words.change} of={name} hint={words.changeHint} onPress={() => actions.onStep('deploy')} />
        <CopyKeys service={service} store={store} />
        <NamedButton verb={words.check} of={name} hint={words.checkHint} onPress={actions.onOpen} />
        <ServiceMenu name={name} groups={entriesOf(service, actions)} />
      </div>
      <div className={own.footer}>
        <Switch
          label={words.startsWithLatchkey}
          aria-label={words.startsWithLatchkeyNamed(name)}
          checked={startsWithLatchkey}
          onChange={(_, data) => void store.setStartsWithLatchkey(id, data.checked)}
        />
        <NamedButton verb={words.remove} of={name} appearance="subtle" onPress={actions.onRemove} />
      </div>
    </>
  );
}

function entriesOf(service: Service, actions: ServiceActions): readonly (readonly MenuEntry[])[] {
  return [
    [...renewal(service, actions), ...(usesKeys(service) ? replacements(actions) : [])],
    [{ says: words.menu.requests, onPress: actions.onRequests }],
  ];
}
