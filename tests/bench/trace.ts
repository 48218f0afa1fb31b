interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds. */
  readonly dur?: number;
}

/** The longest tasks, in milliseconds, of the page's main thread and of the main process's, in a trace of Chromium's. */
export function longestTasks(trace: string): { readonly page: number; readonly main: number } {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const longestOn = (threadName: string): number => {
    const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === threadName);
    const tasks = traceEvents.filter(
      ({ name, pid, tid }) =>
        name.endsWith('RunTask') && threads.some((thread) => thread.pid === pid && thread.tid === tid),
    );
    if (tasks.length === 0) throw new Error(`the trace has no tasks of ${threadName}`);
    return tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur / 1000), 0);
  };
  return { page: longestOn('CrRendererMain'), main: longestOn('CrBrowserMain') };
}
