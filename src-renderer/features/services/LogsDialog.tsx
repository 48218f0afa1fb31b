import {
  Button,
  Checkbox,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogTitle,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { GroupStanding } from '../../../shared/container-instances/contract';
import type { Service } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { containerInWords, eventInWords, logsWords as words } from '../../text/logs';
import { serviceName } from '../../text/services';
import { fluentRef } from '../../ui/fluent-ref';
import kept from '../../ui/KeptPage.module.css';
import { LogText } from '../../ui/LogText';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { useReturnFocus } from '../../ui/use-return-focus';
import { WorkDialog } from '../../ui/WorkDialog';
import { createLogsStore, type LogsState, type LogsStore } from './logs-store';
import styles from './LogsDialog.module.css';

const PAUSE = 3000;

/** What the containers of a service write, and how each is. It closes itself, and stays mounted. */
export function LogsDialog({ service, call }: { readonly service: Service; readonly call: CallMain }): ReactNode {
  const [store] = useState(() => createLogsStore(call, service.id));
  const state = useStore(store.state);
  const [open, setOpen] = useState(true);
  const giveFocusBack = useReturnFocus();
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => closing.current?.focus(), []);
  const close = (): void => {
    setOpen(false);
    giveFocusBack();
  };
  useLooking(store, open, state.following);
  return (
    <WorkDialog open={open} onClose={close} className={styles.surface}>
      <DialogBody>
        <DialogTitle>{words.title(serviceName(service))}</DialogTitle>
        <DialogContent className={kept.sections ?? ''}>
          <p role="status" className={isWaiting(state) ? styles.busy : undefined}>
            {isWaiting(state) && <Spinner />}
            {isWaiting(state) && words.fetching}
          </p>
          {state.standing?.state === 'gone' && <p>{words.gone}</p>}
          {state.standing && <Containers {...{ state, store }} standing={state.standing} />}
          {state.problem && <ProblemMessage problem={state.problem} alert />}
        </DialogContent>
        <DialogActions>
          <Checkbox
            className={styles.follow ?? ''}
            label={words.follow}
            title={words.followExplains}
            checked={state.following}
            onChange={(_, data) => store.follow(data.checked === true)}
          />
          <Button onClick={() => void store.look()}>{words.again}</Button>
          <Button ref={fluentRef(closing)} appearance="primary" onClick={close}>
            {en.close}
          </Button>
        </DialogActions>
      </DialogBody>
    </WorkDialog>
  );
}

/** Looks at once, and again a while after each answer, as long as the dialog is open and somebody follows. */
function useLooking(store: LogsStore, open: boolean, following: boolean): void {
  useEffect(() => void store.look(), [store]);
  useEffect(() => {
    if (!open || !following) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let wanted = true;
    const wait = (): void => {
      timer = setTimeout(() => void store.look().then(() => wanted && wait()), PAUSE);
    };
    wait();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [store, open, following]);
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
          <LogText key={name} text={state.text} label={words.lines(name)} onCopy={store.copy} />
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
