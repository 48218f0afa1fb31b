import { Info20Regular } from '@fluentui/react-icons/svg/info';
import type { ReactNode } from 'react';
import type { Service } from '../../../shared/services/contract';
import { serviceName, serviceWords as words } from '../../text/services';
import { NamedButton } from '../../ui/NamedButton';
import type { ServiceActions } from './actions';
import own from './ServiceCard.module.css';
import type { ServicesStore } from './store';

/** Something was chosen and not deployed: what can become of it. */
export function ChangedHint(props: {
  readonly service: Service;
  readonly store: ServicesStore;
  readonly actions: ServiceActions;
}): ReactNode {
  const { service, store, actions } = props;
  const name = serviceName(service);
  return (
    <div className={own.hint}>
      <Info20Regular />
      <p>{words.changed}</p>
      <NamedButton
        verb={words.reviewChanges}
        of={name}
        hint={words.reviewChangesHint}
        onPress={() => actions.onChange({ kind: 'deploy' })}
      />
      <NamedButton
        verb={words.discardChanges}
        of={name}
        hint={words.discardChangesHint}
        appearance="subtle"
        onPress={() => void store.discardChanges(service)}
      />
    </div>
  );
}
