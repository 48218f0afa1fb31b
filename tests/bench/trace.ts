interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds, and what of them the thread really ran. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The longest of a thread: from a task's begin to its end, and what a thread really ran in one; in milliseconds. */
export interface Task {
  readonly length: number;
  readonly work: number;
}

/** The longest task of the page's main thread, and of the main process's. */
export interface LongestTasks {
  readonly page: Task;
  readonly main: Task;
}

/** Finds the longest tasks in a trace of Chromium's. */
export function longestTasks(trace: string): LongestTasks {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const longestOn = (threadName: string): Task => {
    const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === threadName);
    const tasks = traceEvents.filter(
      ({ name, pid, tid }) =>
        name.endsWith('RunTask') && threads.some((thread) => thread.pid === pid && thread.tid === tid),
    );
    if (tasks.length === 0) throw new Error(`the trace has no tasks of ${threadName}`);
    const most = (of: readonly number[]): number => of.reduce((one, other) => Math.max(one, other), 0) / 1000;
    return { length: most(tasks.map(({ dur = 0 }) => dur)), work: most(tasks.map(({ tdur = 0 }) => tdur)) };
  };
  return { page: longestOn('CrRendererMain'), main: longestOn('CrBrowserMain') };
}
