import type { GroupEvent } from '../../../world/state';
import type { Container } from '../properties';
import { type ContainerState, eventNow, type RunningContainer } from '../runner';
import { createContainerLog } from './container-log';
import { type Exit, type Launched, launch } from './launch';
import type { Program } from './program';

/** One container of a group, from the pull of its image to its end. */
export interface ContainerRun {
  readonly pid: () => number | undefined;
  /** Its image is pulled: that takes its time, and no network. */
  pull(wait: () => Promise<void>): Promise<void>;
  /** Runs it, again and again where the policy says so; answers when it runs. */
  begin(program: Program): void;
  /** Runs it once; answers its exit code. */
  runOnce(program: Program): Promise<number>;
  stop(): Promise<void>;
  view(): RunningContainer;
  logs(options: { tail?: number; timestamps: boolean }): string;
}

/** How containers are restarted. */
export interface RestartRules {
  readonly policy: 'Always' | 'OnFailure' | 'Never';
  /** Milliseconds before the first restart; doubled with each, up to sixteen times. */
  readonly backOff: () => number;
}

/** @param fifo a path for the pipe of what it writes */
export function createContainerRun(container: Container, fifo: string, rules: RestartRules): ContainerRun {
  const { image } = container.properties;
  const log = createContainerLog();
  const events: GroupEvent[] = [];
  let restartCount = 0;
  let current: ContainerState = { state: 'Waiting', detailStatus: '' };
  let previous: ContainerState | undefined;
  let launched: Launched | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function run({ argv, env }: Program): Launched {
    log.clear();
    const running = launch(argv, { env, fifo, write: log.write });
    launched = running;
    current = { state: 'Running', startTime: new Date().toISOString(), detailStatus: '' };
    happened('Started', 'Started container');
    return running;
  }

  async function ended(running: Launched): Promise<number> {
    const exit = await running.ended;
    current = { ...terminated(exit), startTime: current.startTime };
    return exit.exitCode;
  }

  function keepRunning(program: Program): void {
    void ended(run(program)).then((exitCode) => {
      if (isStopped || rules.policy === 'Never' || (rules.policy === 'OnFailure' && exitCode === 0)) return;
      previous = current;
      current = { state: 'Waiting', detailStatus: 'CrashLoopBackOff: Back-off restarting failed' };
      happened('BackOff', 'Back-off restarting failed container', 'Warning');
      timer = setTimeout(
        () => {
          restartCount += 1;
          keepRunning(program);
        },
        rules.backOff() * 2 ** Math.min(restartCount, 4),
      );
    });
  }

  /** What happens again is counted. */
  function happened(name: string, message: string, type: GroupEvent['type'] = 'Normal'): void {
    const now = eventNow(name, message, type);
    const at = events.findIndex((event) => event.name === name && event.message === message);
    const before = events[at];
    if (before) events[at] = { ...now, count: before.count + 1, firstTimestamp: before.firstTimestamp };
    else events.push(now);
  }

  return {
    pid: () => (current.state === 'Running' ? launched?.pid : undefined),
    pull: async (wait) => {
      happened('Pulling', `pulling image "${image}"`);
      await wait();
      happened('Pulled', `Successfully pulled image "${image}"`);
    },
    begin: keepRunning,
    runOnce: (program) => ended(run(program)),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      if (current.state === 'Running') happened('Killing', 'Killing container');
      await launched?.stop();
      await launched?.ended;
      if (current.state === 'Waiting' && previous) current = previous;
    },
    view: () => ({ restartCount, currentState: current, previousState: previous, events: [...events] }),
    logs: log.read,
  };
}

function terminated({ exitCode, wasKilled }: Exit): ContainerState {
  const detailStatus = wasKilled ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
  return { state: 'Terminated', finishTime: new Date().toISOString(), exitCode, detailStatus };
}
