import type { BrowserWindow } from 'electron';
import type { BridgeEvent } from '../../shared/ipc/contract';

/** The page as main talks to it: there may be none, and it may not be listening yet. */
export interface Page {
  /** Sends an event; one sent before the page listens waits for it. */
  send(event: BridgeEvent): void;
  /** The page has made its first call: it subscribes before that, so it hears events from now on. */
  isListening(): void;
  /** A new window: events wait again. */
  startsAgain(): void;
}

/** Makes the way to the page of the window that `current` answers. */
export function createPage(current: () => BrowserWindow | undefined): Page {
  let listening = false;
  let waiting: readonly BridgeEvent[] = [];
  const send = (event: BridgeEvent): void => {
    const window = current();
    if (!listening) waiting = [...waiting, event];
    else if (window && !window.isDestroyed()) window.webContents.send('event', JSON.stringify(event));
  };
  return {
    send,
    isListening: () => {
      if (listening) return;
      listening = true;
      const kept = waiting;
      waiting = [];
      for (const event of kept) send(event);
    },
    startsAgain: () => {
      listening = false;
    },
  };
}
