import type { ReactNode } from 'react';
import type { Service } from '../../../shared/services/contract';
import { isStopped, serviceName, serviceWords as words } from '../../text/services';
import styles from '../../ui/KeptPage.module.css';
import { NamedButton } from '../../ui/NamedButton';
import type { ServiceActions } from './actions';
import { CopyKeys, usesKeys } from './CopyKeys';
import { type MenuEntry, renewal, replacements, ServiceMenu } from './ServiceMenu';
import type { ServicesStore } from './store';

/** What can be done with a service on Azure: each change is shown in a review before it is made. */
export function OnAzure(props: {
  readonly service: Service;
  readonly store: ServicesStore;
  readonly actions: ServiceActions;
}): ReactNode {
  const { service, store, actions } = props;
  const name = serviceName(service);
  const stopped = isStopped(service);
  return (
    <div className={styles.buttons}>
      {stopped ? (
        <NamedButton
          verb={words.startOnAzure}
          of={name}
          appearance="primary"
          onPress={() => actions.onChange({ kind: 'start' })}
        />
      ) : (
        <NamedButton verb={words.check} of={name} hint={words.checkHint} onPress={actions.onOpen} />
      )}
      <NamedButton verb={words.change} of={name} hint={words.changeHint} onPress={() => actions.onStep('deploy')} />
      <CopyKeys service={service} store={store} />
      <ServiceMenu name={name} groups={entriesOf(service, actions)} />
    </div>
  );
}

function entriesOf(service: Service, actions: ServiceActions): readonly (readonly MenuEntry[])[] {
  const { menu } = words;
  const { onChange } = actions;
  const stopped = isStopped(service);
  const restart: MenuEntry = { says: menu.restart, onPress: () => onChange({ kind: 'restart' }) };
  const stop: MenuEntry = { says: menu.stop, onPress: () => onChange({ kind: 'stop' }) };
  const start: MenuEntry = { says: menu.start, onPress: () => onChange({ kind: 'start' }) };
  return [
    [...renewal(service, actions), ...(usesKeys(service) ? replacements(actions) : [])],
    [{ says: menu.logs, onPress: actions.onLogs }, ...(stopped ? [start] : [restart, stop])],
    [
      { says: menu.delete, onPress: () => onChange({ kind: 'delete' }) },
      { says: menu.remove, onPress: actions.onRemove },
    ],
  ];
}
