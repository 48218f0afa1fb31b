import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** axe finds nothing in what the page shows now, in each look; a picture of each goes where `picture` says. */
export async function expectAccessible(page: Page, picture?: (look: string) => string): Promise<void> {
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia(media);
    // Colours fade over; a colour on its way is in nobody's palette.
    await page.waitForTimeout(400);
    if (picture) await page.screenshot({ path: picture(look) });
    // Electron has no second page for axe to finish its work in.
    const { violations } = await new AxeBuilder({ page })
      // Fluent's focus traps leave these behind: they take the focus for no longer than it takes to pass it on.
      .exclude('[data-tabster-dummy]')
      .setLegacyMode()
      .analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found, look).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
}
