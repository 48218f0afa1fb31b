import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../src-main/electron/menu';

const actions = () => ({ openFiles: vi.fn(), show: vi.fn() });
const itemsOf = (menu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
const click = (platform: NodeJS.Platform, id: string, given: ReturnType<typeof actions>) => {
  const item = itemsOf(menuTemplate(platform, given)).find((candidate) => candidate.id === id);
  const chosen = item?.click as (() => void) | undefined;
  chosen?.();
};

describe.each(['darwin', 'win32', 'linux'] as const)('the menu bar on %s', (platform) => {
  it('opens files and shows pages', () => {
    const given = actions();
    const shown = ['start', 'certificates', 'requests', 'library', 'services', 'azure', 'settings', 'about'];
    for (const id of ['open-files', ...shown.map((what) => `show-${what}`)]) click(platform, id, given);
    expect(given.openFiles).toHaveBeenCalledOnce();
    expect(given.show.mock.calls).toEqual(shown.map((what) => [what]));
  });

  it('numbers the pages in the order in which they stand', () => {
    const numbered = itemsOf(menuTemplate(platform, actions())).filter(({ accelerator }) =>
      /\+\d$/u.test(String(accelerator)),
    );
    expect(numbered.map(({ accelerator, label }) => `${String(accelerator).at(-1)} ${label}`)).toEqual([
      '1 Secure a service',
      '2 Certificates',
      '3 Requests',
      '4 Library',
      '5 Services',
      '6 Azure',
    ]);
  });

  it('has no developer tools and no reload', () => {
    const roles = itemsOf(menuTemplate(platform, actions())).map(({ role }) => role);
    expect(roles).not.toContain('toggleDevTools');
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('viewMenu');
  });

  it('has every command once, and no shortcut twice', () => {
    const items = itemsOf(menuTemplate(platform, actions()));
    const ids = items.flatMap(({ id }) => id ?? []);
    const shortcuts = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(shortcuts).toHaveLength(new Set(shortcuts).size);
  });
});

it('puts quitting where the platform has it', () => {
  const first = (platform: NodeJS.Platform) => menuTemplate(platform, actions())[0];
  expect(first('darwin')?.role).toBe('appMenu');
  expect(first('win32')?.role).toBe('fileMenu');
});
