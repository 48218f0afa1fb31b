import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../shared/ipc/contract';

/** What the menu can do. */
export interface MenuActions {
  openFiles(): void;
  show(what: EventPayload<'app.show'>['what']): void;
}

/** The pages in the order of the window's own navigation; their shortcuts are their places in it. */
const pages = [
  { what: 'start', label: 'Secure a service' },
  { what: 'certificates', label: 'Certificates' },
  { what: 'requests', label: 'Requests' },
  { what: 'library', label: 'Library' },
  { what: 'services', label: 'Services' },
  { what: 'azure', label: 'Azure' },
] as const;

/** The menu bar by the platform's conventions: on macOS an app menu with Settings and About, elsewhere File and Help. */
export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [macAppMenu(actions)] : []),
    fileMenu(isMac, actions),
    { role: 'editMenu' },
    viewMenu(actions),
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ role: 'help' as const, submenu: [about(actions)] }]),
  ];
}

function macAppMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      about(actions),
      { type: 'separator' },
      settings(actions),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function fileMenu(isMac: boolean, actions: MenuActions): MenuItemConstructorOptions {
  const open: MenuItemConstructorOptions = {
    id: 'open-files',
    label: 'Open files…',
    accelerator: 'CmdOrCtrl+O',
    click: () => actions.openFiles(),
  };
  const end: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'close' }]
    : [settings(actions), { type: 'separator' }, { role: 'quit' }];
  return { role: 'fileMenu', submenu: [open, { type: 'separator' }, ...end] };
}

function viewMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'View',
    submenu: [
      ...pages.map(({ what, label }, index) => ({
        id: `show-${what}`,
        label,
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => actions.show(what),
      })),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}

function settings(actions: MenuActions): MenuItemConstructorOptions {
  return { id: 'show-settings', label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: () => actions.show('settings') };
}

function about(actions: MenuActions): MenuItemConstructorOptions {
  return { id: 'show-about', label: 'About Latchkey', click: () => actions.show('about') };
}
