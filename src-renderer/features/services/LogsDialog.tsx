import { Tab, TabList } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { GroupStanding } from '../../../shared/container-instances/contract';
import type { Service } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { containerInWords, eventInWords, logsWords as words } from '../../text/logs';
import { serviceName } from '../../text/services';
import { LogText } from '../../ui/LogText';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { FollowDialog } from './FollowDialog';
import { createLogsStore, type LogsState, type LogsStore } from './logs-store';
import styles from './LogsDialog.module.css';

/** What the containers of a service write, and how each is. It closes itself, and stays mounted. */
export function LogsDialog({ service, call }: { readonly service: Service; readonly call: CallMain }): ReactNode {
  const [store] = useState(() => createLogsStore(call, service.id));
  const state = useStore(store.state);
  return (
    <FollowDialog title={words.title(serviceName(service))} look={store.look}>
      <p role="status" className={isWaiting(state) ? styles.busy : undefined}>
        {isWaiting(state) && <Spinner />}
        {isWaiting(state) && words.fetching}
      </p>
      {state.standing?.state === 'gone' && <p>{words.gone}</p>}
      {state.standing && <Containers {...{ state, store }} standing={state.standing} />}
      {state.problem && <ProblemMessage problem={state.problem} alert />}
    </FollowDialog>
  );
}

/** What is fetched again and again is not announced each time. */
function isWaiting({ standing, container, text, problem }: LogsState): boolean {
  return problem === undefined && (standing === undefined || (container !== undefined && text === undefined));
}

function Containers(props: {
  readonly state: LogsState;
  readonly store: LogsStore;
  readonly standing: GroupStanding;
}): ReactNode {
  const { state, store, standing } = props;
  const container = standing.containers.find(({ name }) => name === state.container);
  if (container === undefined) return standing.state === 'gone' ? null : <p>{words.none}</p>;
  const { name, events } = container;
  return (
    <>
      <TabList
        aria-label={words.containers}
        selectedValue={name}
        onTabSelect={(_, data) => void store.choose(String(data.value))}
      >
        {standing.containers.map((one) => (
          <Tab key={one.name} value={one.name}>
            {one.name}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-label={name} className={styles.panel}>
        <p>{containerInWords(container)}</p>
        {state.text !== undefined && (
          <LogText key={name} text={state.text} label={words.lines(name)} empty={words.empty} onCopy={store.copy} />
        )}
        <details>
          <summary>{words.events}</summary>
          <Events events={[...events, ...standing.events]} />
        </details>
      </div>
    </>
  );
}

function Events({ events }: { readonly events: GroupStanding['events'] }): ReactNode {
  if (events.length === 0) return <p className={styles.event}>{words.noEvents}</p>;
  return (
    <ul className={styles.events}>
      {events.map((event) => (
        <li key={`${event.name} ${event.at} ${event.message}`} className={styles.event}>
          {eventInWords(event)}
        </li>
      ))}
    </ul>
  );
}
