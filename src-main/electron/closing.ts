import type { App, BrowserWindow, MessageBoxOptions } from 'electron';

/** What runs behind the window, and how it is ended. */
export interface RunningServices {
  /** Host names of the services that end with Latchkey. */
  running(): readonly string[];
  end(): Promise<void>;
}

/** What the guard of a window needs beside it. */
export interface ClosingPorts {
  /** Undefined while nothing can run yet. */
  services(): RunningServices | undefined;
  /** The user, or the system, ends Latchkey: that is not asked about. */
  isQuitting(): boolean;
  /** Shows the question over the window; answers which button was pressed. */
  ask(question: MessageBoxOptions): Promise<{ readonly response: number }>;
}

const STOP_AND_CLOSE = 1;
/** How long an answer that is on its way may take before Latchkey ends without it. */
const MOST_MILLISECONDS = 5000;

/** What to ask before the window goes; undefined where nothing is lost by it. */
export function closingQuestion(running: readonly string[]): MessageBoxOptions | undefined {
  if (running.length === 0) return undefined;
  const one = running.length === 1;
  return {
    type: 'question',
    title: 'Latchkey',
    message: `${listed(running)} still ${one ? 'answers' : 'answer'}.`,
    detail: `Closing Latchkey stops ${one ? 'it' : 'them'}.`,
    buttons: ['Keep running', 'Stop and close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}

/** Keeps a window open while services run behind it, until the user has said that they may stop. */
export function guardClosing(window: Pick<BrowserWindow, 'on' | 'close' | 'isDestroyed'>, ports: ClosingPorts): void {
  let asking = false;
  let agreed = false;
  const ask = async (question: MessageBoxOptions): Promise<void> => {
    asking = true;
    const { response } = await ports.ask(question);
    agreed = response === STOP_AND_CLOSE;
    if (agreed) await stopInTime(ports.services());
    asking = false;
    if (agreed && !window.isDestroyed()) window.close();
  };
  window.on('close', (event) => {
    const question = closingQuestion(ports.services()?.running() ?? []);
    if (question === undefined || (agreed && !asking) || ports.isQuitting()) return;
    event.preventDefault();
    if (!asking) void ask(question);
  });
}

/** Answers from then on whether the whole of Latchkey is on its way out, not one window alone. */
export function noticeQuitting(app: Pick<App, 'on'>): () => boolean {
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  return () => isQuitting;
}

/** Stops what runs; what can't be stopped, or not within a few seconds, ends with the process. */
export async function stopInTime(services: RunningServices | undefined): Promise<void> {
  if (services === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MOST_MILLISECONDS);
  });
  await Promise.race([services.end().catch(() => undefined), tooLong]);
  clearTimeout(timer);
}

/** The first few names: a dialog is no list. */
function listed(names: readonly string[]): string {
  const [first = '', second, ...rest] = names;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`;
}
