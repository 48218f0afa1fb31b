import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import type { WindowState } from '../storage/settings';
import { appOrigin } from './content-security';

/**
 * How every page of Latchkey is fenced in (rules 2 to 4, 6, 11). There is no other set of preferences.
 * SECURITY: each line is asserted by a test; a page that could reach Node could read every private key on the computer.
 */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Chromium would fetch dictionaries from the network.
  spellcheck: false,
} as const satisfies WebPreferences;

/** Everything the window is made with; shown by the caller once the page has something to show. */
export function windowOptions(
  state: WindowState,
  look: { readonly dark: boolean; readonly mac: boolean },
  preload: string,
): BrowserWindowConstructorOptions {
  const { maximised: _maximised, ...bounds } = state;
  return {
    ...bounds,
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: 'Latchkey',
    // The same as --page in src-renderer/app/base.css, so that nothing flashes before the page paints.
    backgroundColor: look.dark ? '#1f1f1f' : '#fafafa',
    autoHideMenuBar: !look.mac,
    webPreferences: { ...windowPreferences, preload },
  };
}

/** The remembered state where it can still be seen; a window on a screen that is gone comes back in the middle of the first. */
export function visibleState(state: WindowState, displays: readonly { readonly workArea: Rectangle }[]): WindowState {
  const { x, y, width, height, maximised } = state;
  const largest = displays.reduce(
    (size, { workArea }) => ({
      width: Math.max(size.width, workArea.width),
      height: Math.max(size.height, workArea.height),
    }),
    { width: 0, height: 0 },
  );
  const size = {
    width: Math.min(width, largest.width || width),
    height: Math.min(height, largest.height || height),
    maximised,
  };
  if (x === undefined || y === undefined) return size;
  return displays.some(({ workArea }) => canGrabTitle({ x, y, width: size.width }, workArea))
    ? { x, y, ...size }
    : size;
}

/** Calls `remember` with the window's state whenever the user has changed it, at most twice a second. */
export function watchState(window: BrowserWindow, remember: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!window.isDestroyed()) remember({ ...window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const soon = (): void => {
    timer ??= setTimeout(now, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', now);
}

/** The address of the page. */
export const pageAddress = `${appOrigin}/index.html`;

/** Where the built page and preload are, seen from the folder that main.js is in. */
export function builtPaths(mainFolder: string): { readonly page: string; readonly preload: string } {
  return { page: join(mainFolder, '../renderer'), preload: join(mainFolder, '../preload/preload.cjs') };
}

/** True when enough of the title bar is on the screen to drag the window by. */
function canGrabTitle(bar: { x: number; y: number; width: number }, area: Rectangle): boolean {
  const seen = Math.min(bar.x + bar.width, area.x + area.width) - Math.max(bar.x, area.x);
  return seen >= 100 && bar.y >= area.y && bar.y <= area.y + area.height - 40;
}
