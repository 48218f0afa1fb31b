interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds, and what of them the thread really ran. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** One task of a thread: from its begin to its end, and what of that the thread really ran; in milliseconds. */
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
    return tasks
      .map(({ dur = 0, tdur = 0 }) => ({ length: dur / 1000, work: tdur / 1000 }))
      .reduce((longest, task) => (task.length > longest.length ? task : longest));
  };
  return { page: longestOn('CrRendererMain'), main: longestOn('CrBrowserMain') };
}
