import { proved } from './here-states';
import { expect, test } from './support';
import { withProgram } from './with-program';

test('npm start opens Latchkey, and a service that is tried out in it works', async ({ folder }) => {
  await withProgram(['npm', 'start', '--'], folder, async (browser) => {
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('no window');
    await proved(page);
    await expect(page.getByText(/^https:\/\/localhost:\d+\/score$/u)).toBeVisible();
  });
});
