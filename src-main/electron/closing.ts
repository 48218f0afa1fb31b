import type { App, BrowserWindow, MessageBoxOptions } from 'electron';

/** What ends with the window, and how it is ended. */
export interface BehindTheWindow {
  /** Host names of the services that end with Latchkey. */
  running(): readonly string[];
  /** What the private keys are called that are kept in memory alone. */
  keysAtRisk(): readonly string[];
  end(): Promise<void>;
}

/** What the guard of a window needs beside it. */
export interface ClosingPorts {
  /** Undefined while nothing can run yet. */
  behind(): BehindTheWindow | undefined;
  readonly quitting: Quitting;
  /** Shows the question over the window; answers which button was pressed. */
  ask(question: MessageBoxOptions): Promise<{ readonly response: number }>;
}

/** The end of the whole of Latchkey: File → Quit, or the system's. */
export interface Quitting {
  isUnderWay(): boolean;
  /** A window has stayed: Electron ends nothing then. */
  callOff(): void;
  start(): void;
}

const CLOSE = 1;
/** How long an answer that is on its way may take before Latchkey ends without it. */
const MOST_MILLISECONDS = 5000;

/**
 * What to ask before the window goes; undefined where nothing is lost by it. Who quits knows that services end by it, and
 * starts them again; a private key does not come back.
 */
export function closingQuestion(
  behind: BehindTheWindow | undefined,
  isQuitting = false,
): MessageBoxOptions | undefined {
  const [running, keys] = [behind?.running() ?? [], behind?.keysAtRisk() ?? []];
  if (keys.length > 0) return asked(aboutKeys(keys, running));
  return running.length > 0 && !isQuitting ? asked(aboutServices(running)) : undefined;
}

/** Leaving it by Enter or Escape changes nothing. */
function asked(question: Pick<MessageBoxOptions, 'message' | 'detail' | 'buttons'>): MessageBoxOptions {
  return { type: 'question', title: 'Latchkey', ...question, defaultId: 0, cancelId: 0, noLink: true };
}

function aboutServices(running: readonly string[]): Parameters<typeof asked>[0] {
  return { message: stillAnswers(running), detail: stopsThem(running), buttons: ['Keep running', 'Stop and close'] };
}

function aboutKeys(keys: readonly string[], running: readonly string[]): Parameters<typeof asked>[0] {
  const one = keys.length === 1;
  const why = 'This computer has no keyring that Latchkey can use:';
  const lost = `the private ${one ? 'key' : 'keys'} of ${listed(keys)} ${one ? 'is' : 'are'} in no file yet, and gone for good then.`;
  const services = running.length === 0 ? [] : [`${stillAnswers(running)} ${stopsThem(running)}`];
  return {
    message: `Close and lose ${one ? '1 private key' : `${keys.length} private keys`}?`,
    detail: [`${why} ${lost}`, ...services].join('\n\n'),
    buttons: ['Keep open', `Close and lose ${one ? 'it' : 'them'}`],
  };
}

function stillAnswers(running: readonly string[]): string {
  return `${listed(running)} still ${running.length === 1 ? 'answers' : 'answer'}.`;
}

function stopsThem({ length }: readonly string[]): string {
  return `Closing Latchkey stops ${length === 1 ? 'it' : 'them'}.`;
}

/** Keeps a window open while something would be lost with it, until the user has said that it may be. */
export function guardClosing(window: Pick<BrowserWindow, 'on' | 'close' | 'isDestroyed'>, ports: ClosingPorts): void {
  let asking = false;
  let agreed = false;
  let quits = false;
  const ask = async (question: MessageBoxOptions): Promise<void> => {
    asking = true;
    const { response } = await ports.ask(question);
    agreed = response === CLOSE;
    if (agreed) await stopInTime(ports.behind());
    asking = false;
    if (agreed && quits) ports.quitting.start();
    else if (agreed && !window.isDestroyed()) window.close();
    quits = false;
  };
  window.on('close', (event) => {
    const isQuitting = ports.quitting.isUnderWay();
    const question = closingQuestion(ports.behind(), isQuitting);
    if (question === undefined || (agreed && !asking)) return;
    event.preventDefault();
    ports.quitting.callOff();
    quits ||= isQuitting;
    if (!asking) void ask(question);
  });
}

/** Knows from then on whether the whole of Latchkey is on its way out, not one window alone. */
export function noticeQuitting(app: Pick<App, 'on' | 'quit'>): Quitting {
  let isUnderWay = false;
  app.on('before-quit', () => {
    isUnderWay = true;
  });
  return {
    isUnderWay: () => isUnderWay,
    callOff: () => {
      isUnderWay = false;
    },
    start: () => app.quit(),
  };
}

/** Stops what runs; what can't be stopped, or not within a few seconds, ends with the process. */
export async function stopInTime(services: Pick<BehindTheWindow, 'end'> | undefined): Promise<void> {
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
