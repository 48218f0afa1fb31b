import { type ContainerGroupRunner, type ContainerState, eventNow, type GroupToRun, type RunningGroup } from './runner';

/** A runner without containers: every group runs from the moment it is started, and nothing answers at its address. */
export function statesOnly(): ContainerGroupRunner {
  const groups = new Map<string, RunningGroup>();
  return {
    isolation: 'states-only',
    groups: () => [],
    start: async (group) => {
      groups.set(group.id, running(group));
      return { address: group.address };
    },
    stop: async (id) => {
      const group = groups.get(id);
      if (group) groups.set(id, stopped(group));
    },
    remove: async (id) => {
      groups.delete(id);
    },
    inspect: async (id) => groups.get(id),
    logs: async (id, container) =>
      groups.has(id) ? `${container} is not really run: this emulator keeps states only.\n` : '',
    close: async () => groups.clear(),
  };
}

function running({ properties }: GroupToRun): RunningGroup {
  const currentState: ContainerState = { state: 'Running', startTime: new Date().toISOString(), detailStatus: '' };
  const containers = properties.containers.map(({ name, properties: { image } }) => {
    const events = [
      eventNow('Pulling', `pulling image "${image}"`),
      eventNow('Pulled', `Successfully pulled image "${image}"`),
      eventNow('Started', 'Started container'),
    ];
    return [name, { restartCount: 0, currentState, events }] as const;
  });
  return { state: 'Running', events: [], containers: Object.fromEntries(containers) };
}

function stopped(group: RunningGroup): RunningGroup {
  const containers = Object.entries(group.containers).map(([name, container]) => {
    const currentState: ContainerState = {
      ...container.currentState,
      state: 'Terminated',
      finishTime: new Date().toISOString(),
      exitCode: 0,
      detailStatus: 'Completed',
    };
    return [
      name,
      { ...container, currentState, events: [...container.events, eventNow('Killing', 'Killing container')] },
    ];
  });
  return { state: 'Stopped', events: group.events, containers: Object.fromEntries(containers) };
}
