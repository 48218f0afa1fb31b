import type { ElectronApplication } from '@playwright/test';

/** Closes Latchkey, and says yes where it asks whether private keys may be lost with it. */
export async function closeForGood(app: ElectronApplication): Promise<void> {
  const saysYes = app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  // One that is closed already says nothing any more.
  await saysYes.catch(() => undefined);
  await app.close();
}
