import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GroupStanding } from '../../../shared/container-instances/contract';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';

/** What is known of a service's containers while its logs are open. */
export interface LogsState {
  readonly standing: GroupStanding | undefined;
  /** The container whose lines are shown: the first until another is chosen. */
  readonly container: string | undefined;
  /** Its last lines; undefined until they were fetched. */
  readonly text: string | undefined;
  readonly problem: Problem | undefined;
  readonly busy: boolean;
}

/** The logs of one service, while somebody looks at them. */
export interface LogsStore {
  readonly state: StoreApi<LogsState>;
  /** Looks once: how the containers are, and what the chosen one wrote. */
  look(): Promise<void>;
  choose(container: string): Promise<void>;
  copy(text: string): Promise<boolean>;
}

/** As many as anybody reads, and quickly there. */
const LINES = 500;

/** Makes the store of a service's logs; `look` at it first. */
export function createLogsStore(call: CallMain, serviceId: string): LogsStore {
  const state = createStore<LogsState>(() => nothing);
  const fetchLines = async (): Promise<void> => {
    const { container } = state.getState();
    if (container === undefined) return;
    const outcome = await call('container-instances.logs', { serviceId, container, lines: LINES });
    // Another was chosen meanwhile.
    if (state.getState().container !== container) return;
    state.setState(outcome.ok ? { text: outcome.value.text, problem: undefined } : { problem: outcome.problem });
  };
  const look = async (): Promise<void> => {
    if (state.getState().busy) return;
    state.setState({ busy: true });
    const outcome = await call('container-instances.look', { serviceId });
    if (outcome.ok) {
      const { container } = state.getState();
      const { containers } = outcome.value;
      const known = containers.some(({ name }) => name === container) ? container : containers[0]?.name;
      state.setState({ standing: outcome.value, container: known, problem: undefined });
      await fetchLines();
    } else state.setState({ problem: outcome.problem });
    state.setState({ busy: false });
  };
  return {
    state,
    look,
    choose: async (container) => {
      state.setState({ container, text: undefined, problem: undefined });
      await fetchLines();
    },
    copy: async (text) => {
      const outcome = await call('app.copy-text', { text });
      if (!outcome.ok) state.setState({ problem: outcome.problem });
      return outcome.ok;
    },
  };
}

const nothing: LogsState = {
  standing: undefined,
  container: undefined,
  text: undefined,
  problem: undefined,
  busy: false,
};
