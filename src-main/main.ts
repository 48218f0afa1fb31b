import { hostname } from 'node:os';
import { join } from 'node:path';
import type { IpcMainInvokeEvent } from 'electron';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import type { EventPayload } from '../shared/ipc/contract';
import type { Server } from './compose-server';
import { createAzureNetwork } from './electron/azure-network';
import { appScheme, createAppProtocol, prepareResponses } from './electron/app-protocol';
import { createClipboard } from './electron/clipboard';
import { type ClosingPorts, guardClosing, noticeQuitting, stopInTime } from './electron/closing';
import { createDialogs } from './electron/dialogs';
import { createBrowserOpener } from './electron/external-links';
import { menuTemplate } from './electron/menu';
import { lockNavigation } from './electron/navigation';
import { stayOffline } from './electron/offline';
import { createPage, type Page } from './electron/page';
import { denyPermissions } from './electron/permissions';
import { createSecretStore } from './electron/secret-store';
import { beTheOnlyInstance, filesToOpen, userArguments } from './electron/single-instance';
import { isTrustedSender } from './electron/trusted-sender';
import { builtPaths, pageAddress, visibleState, watchState, windowOptions } from './electron/window';
import { openLog, type Log } from './logging/log';
import { openSettings, type SettingsStore } from './storage/settings';

const isMac = process.platform === 'darwin';
const args = userArguments(process.argv, process.defaultApp);
const paths = builtPaths(import.meta.dirname);

if (['inspect', 'check', 'convert'].includes(args[0] ?? '')) await runInTerminal();
else runInWindow();

/** The same use cases without a window: the exit code is the answer. */
async function runInTerminal(): Promise<void> {
  const { runCli } = await import('./cli');
  app.exit(await runCli(args));
}

function runInWindow(): void {
  // SECURITY: this overrules --no-sandbox, without which Chromium can't run as root (containers, CI): who types it, gets it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appScheme]);
  prepareResponses();
  const main = createMain();
  const files = filesToOpen(args, process.cwd());
  if (!beTheOnlyInstance(app, files, main.open)) return app.quit();
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents, (address) => void shell.openExternal(address));
  });
  app.on('window-all-closed', () => {
    if (!isMac) app.quit();
  });
  app.once('will-quit', (event) => {
    // Where the window was is still being written, and services are still answering.
    event.preventDefault();
    void main.end().finally(() => app.quit());
  });
  app.on('activate', main.showWindow);
  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession);
    stayOffline(session.defaultSession);
    protocol.handle(appScheme.scheme, createAppProtocol(paths.page));
    ipcMain.handle('call', main.answer);
    main.showWindow();
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, main)));
    if (files.length > 0) main.open(files);
  });
}

/** The window and everything behind it. */
function createMain() {
  const log = openLog(join(app.getPath('userData'), 'logs', 'latchkey.log'));
  const settings = openSettings(join(app.getPath('userData'), 'settings.json'), () => log.write('settings-set-aside'));
  nativeTheme.themeSource = settings.current().appearance;
  let window: BrowserWindow | undefined;
  let server: Promise<Server> | undefined;
  let loaded: Server | undefined;
  const quitting = noticeQuitting(app);
  const page = createPage(() => window);
  // At the page's first call, which it makes when it is drawn: until then this process has a page to deliver.
  const getServer = (): Promise<Server> =>
    (server ??= loadServer(log, settings, page, () => window).then((ready) => (loaded = ready)));
  const showWindow = (): void => {
    if (window) return bringToFront(window);
    window = openWindow(settings, { behind: () => loaded, quitting });
    window.on('closed', () => {
      window = undefined;
      page.startsAgain();
    });
  };
  const show = (what: EventPayload<'app.show'>['what']): void => {
    if (app.isReady()) showWindow();
    page.send({ name: 'app.show', payload: { what } });
  };
  const showAndDo = (work: (ready: Server) => Promise<void>): void => {
    show('certificates');
    void getServer().then(work).catch(log.unexpected);
  };
  return {
    end: () => Promise.all([settings.settled(), stopInTime(loaded)]),
    show,
    showWindow,
    open: (files: readonly string[]) => showAndDo((ready) => ready.openFiles(files)),
    openFiles: () => showAndDo((ready) => ready.chooseFiles()),
    answer: async ({ senderFrame }: IpcMainInvokeEvent, method: unknown, request: unknown) => {
      const trusted = isTrustedSender(senderFrame, window?.webContents.mainFrame);
      if (trusted) page.isListening();
      return (await getServer()).answer({ trusted, method, request });
    },
  };
}

function openWindow(settings: SettingsStore, closing: Omit<ClosingPorts, 'ask'>): BrowserWindow {
  const state = visibleState(settings.current().window, screen.getAllDisplays());
  const look = { dark: nativeTheme.shouldUseDarkColors, mac: isMac };
  const window = new BrowserWindow(windowOptions(state, look, paths.preload));
  void window.loadURL(pageAddress);
  window.once('ready-to-show', () => (state.maximised ? window.maximize() : window.show()));
  // Where it was is a convenience: that it can't be remembered is no reason to disturb anybody.
  watchState(window, (changed) => void settings.change({ window: changed }).catch(() => undefined));
  guardClosing(window, { ...closing, ask: (question) => dialog.showMessageBox(window, question) });
  return window;
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

async function loadServer(
  log: Log,
  settings: SettingsStore,
  page: Page,
  window: () => BrowserWindow | undefined,
): Promise<Server> {
  const { composeServer } = await import('./compose-server');
  const { electron, chrome, node } = process.versions;
  return composeServer({
    about: { version: app.getVersion(), electron, chrome, node, platform: `${process.platform} ${process.arch}` },
    settings,
    log,
    clipboard: createClipboard(clipboard),
    dialogs: createDialogs(dialog, window),
    applyAppearance: (appearance) => {
      nativeTheme.themeSource = appearance;
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    fetch: (address, options) => net.fetch(address, options),
    azure: {
      fetchFor: createAzureNetwork((partition) => session.fromPartition(partition, { cache: false })),
      openBrowser: createBrowserOpener((address) => shell.openExternal(address)),
    },
    secrets: createSecretStore(safeStorage, process.platform),
    dataFolder: app.getPath('userData'),
    computer: hostname(),
    workers: {
      certificates: new URL('./certificate-worker.js', import.meta.url),
      gateway: new URL('./gateway-worker.js', import.meta.url),
      sampleModel: new URL('./sample-model-worker.js', import.meta.url),
    },
    send: page.send,
    // What ships checks nothing that it says itself; measuring is of what ships.
    checkResponses: !app.isPackaged && !app.commandLine.hasSwitch('as-packaged'),
  });
}
