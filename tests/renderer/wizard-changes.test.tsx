import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HeldValue } from '../../shared/deployments/held-value';
import type { Change, Deployment, Plan, StepState } from '../../shared/deployments/contract';
import { progressInWords } from '../../shared/deployments/words';
import type { Handlers } from '../../shared/ipc/contract';
import { expectAccessible } from './draw';
import { decline } from './fake-bridge';
import {
  azureDeployment,
  azurePlan,
  deployed,
  deploymentId,
  done,
  type DrawnWizard,
  drawWizard,
  onAzure,
  plan,
  planId,
  running,
  serviceId,
} from './wizard-main';

const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });

const { deployed: _, ...neverDeployed } = onAzure;

/** The wizard at the review of a change of a service on Azure. */
async function review(
  change: Change,
  planned: Partial<Plan> = {},
  handlers: Partial<Handlers> = {},
): Promise<DrawnWizard> {
  const drawn = await drawWizard(
    onAzure,
    { 'deployments.plan': () => azurePlan({ change, ...planned }), ...handlers },
    { page: 'review', change },
  );
  await screen.findByText('Nothing else is changed.');
  return drawn;
}

describe('the review of a deployment to Azure', () => {
  const lines = (action: string): string[] => {
    const group = screen.getByText(action, { selector: 'dt' }).parentElement;
    return within(group!)
      .getAllByRole('definition')
      .map((line) => line.textContent);
  };

  it('says what each step does in all, beneath what is done', async () => {
    await review({ kind: 'deploy' });
    expect(lines('Create')).toEqual([
      expect.stringContaining('container group churn-model'),
      expect.stringMatching(/^container model .*contoso\.azurecr\.io\/churn:12/u),
      expect.stringContaining('port 443'),
    ]);
    expect(lines('Keep')).toEqual([expect.stringContaining('identity, 2 volumes')]);
    expect(screen.getByText('In Contoso production, rg-analytics, West Europe')).toBeTruthy();
    expect(button('Deploy to Contoso production')).toBeTruthy();
    expect(screen.queryByText(/Callers get no answer/u)).toBeNull();
    await expectAccessible();
  });

  it.each([
    [30, 'Callers get no answer for about 30 seconds'],
    [120, 'Callers get no answer for about 2 minutes'],
  ])('says that callers get no answer for about %d seconds', async (interruption, words) => {
    await review({ kind: 'deploy' }, { interruption });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('warns that what runs is created anew, and says what typing its name confirms', async () => {
    const { bridge, user } = await review(
      { kind: 'deploy' },
      { warnings: ['recreate', 'new-api-keys'], interruption: 120, toConfirm: 'score.contoso.com' },
    );
    const said = screen.getAllByRole('alert').map((alert) => alert.textContent);
    expect(said[0]).toMatch(/deleted and created again.+no answer for about 2 minutes.+address may change/u);
    expect(said[1]).toMatch(/new ones take their place/u);
    expect(screen.getByText(/its address may not come back/u)).toBeTruthy();
    await user.click(button('Deploy to Contoso production'));
    expect(await screen.findByText('Type score.contoso.com here, or go back.')).toBeTruthy();
    expect(bridge.requests('deployments.start')).toHaveLength(0);
    await expectAccessible();
  });
});

describe('what Azure does not give back', () => {
  const password: HeldValue = {
    id: 'environment/model/DB_PASSWORD',
    kind: 'environment',
    container: 'model',
    name: 'DB_PASSWORD',
  };
  const files: HeldValue = { id: 'volume-files/certs', kind: 'volume-files', name: 'certs' };
  const field = (): HTMLInputElement => screen.getByLabelText('Value of DB_PASSWORD in the container model');

  /** A main that asks for what it was not given yet. */
  async function asking(asks: HeldValue[], handlers: Partial<Handlers> = {}): Promise<DrawnWizard> {
    const given = new Set<string>();
    return review(
      { kind: 'deploy' },
      {},
      {
        'deployments.plan': () => azurePlan({ asks: asks.filter(({ id }) => !given.has(id)) }),
        'services.give-value': ({ valueId }) => (given.add(valueId), {}),
        'services.give-files': ({ valueId }) => (given.add(valueId), { names: ['ca.pem'] }),
        ...handlers,
      },
    );
  }

  const saves = (): HTMLElement => button('Save these values');

  it('is asked for before anything starts: the button saves, and leads to the first field that is empty', async () => {
    const { bridge, user } = await asking([password, files]);
    expect(field().type).toBe('password');
    expect(screen.queryByRole('button', { name: 'Deploy to Contoso production' })).toBeNull();
    await expectAccessible();
    await user.click(saves());
    expect(await screen.findByText('This is needed: Value of DB_PASSWORD in the container model.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field()));
    expect(bridge.requests('deployments.start')).toHaveLength(0);
  });

  it('is given, goes from the page, and the plan is asked for again', async () => {
    const { bridge, user } = await asking([password]);
    await user.type(field(), 's3cret');
    await user.click(saves());
    await waitFor(() => expect(screen.queryByText('What Azure does not give back')).toBeNull());
    expect(bridge.requests('services.give-value')).toEqual([{ id: serviceId, valueId: password.id, value: 's3cret' }]);
    expect(bridge.requests('deployments.plan')).toHaveLength(2);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    await user.click(button('Deploy to Contoso production'));
    expect(bridge.requests('deployments.start')).toEqual([{ planId }]);
  });

  it('is saved with Enter, which starts nothing', async () => {
    const { bridge, user } = await asking([password]);
    await user.type(field(), 's3cret{Enter}');
    await waitFor(() => expect(bridge.requests('services.give-value')).toHaveLength(1));
    expect(await screen.findByRole('button', { name: 'Deploy to Contoso production' })).toBeTruthy();
    expect(bridge.requests('deployments.start')).toHaveLength(0);
  });

  it('stays in its field where it was not taken, and says there why', async () => {
    const token: HeldValue = { ...password, id: 'environment/model/TOKEN', name: 'TOKEN' };
    const { bridge, user } = await asking([password, token], {
      'services.give-value': ({ valueId }) => (valueId === token.id ? decline('service.value-unusable') : {}),
    });
    const second = (): HTMLInputElement => screen.getByLabelText('Value of TOKEN in the container model');
    await user.type(field(), 'one');
    await user.type(second(), 'two');
    await user.click(saves());
    await waitFor(() => expect(document.activeElement).toBe(second()));
    expect(second().value).toBe('two');
    expect(field().value, 'what main has is forgotten here').toBe('');
    expect(bridge.requests('deployments.plan')).toHaveLength(1);
    await expectAccessible();
  });

  it('stays in its field where something else went wrong', async () => {
    const { user } = await asking([password], {
      'services.give-value': () => decline('unexpected', { reference: '7f3a' }),
    });
    await user.type(field(), 's3cret{Enter}');
    expect(await screen.findByText('Reference: 7f3a')).toBeTruthy();
    expect(field().value).toBe('s3cret');
  });

  it('has its files picked by main, whose names are shown until they are planned with', async () => {
    let names: string[] = [];
    const { bridge, user } = await asking([files], { 'services.give-files': () => ({ names }) });
    const choose = button('Choose files: Files of the secret volume certs');
    await user.click(choose);
    expect(bridge.requests('services.give-files')).toEqual([{ id: serviceId, valueId: files.id }]);
    await user.click(saves());
    expect(await screen.findByText('Choose the files of the secret volume certs.')).toBeTruthy();
    names = ['ca.pem'];
    await user.click(choose);
    expect(await screen.findByText('Files of the secret volume certs: ca.pem')).toBeTruthy();
    expect(bridge.requests('deployments.plan')).toHaveLength(1);
  });
});

describe('a change of a service', () => {
  const wait = 'container-instances.wait-group';
  const runs = (change: Change, at: StepState, more: Partial<Deployment> = {}): Deployment =>
    azureDeployment(change, [['container-instances.update-group', 'change', at]], more);
  const over = { state: 'done', ended: '2026-11-24T10:01:00Z' } as const;

  it.each<[Change, string, string]>([
    [{ kind: 'rotate-key', slot: 'primary' }, 'Replace the primary key', 'Replace the primary key'],
    [{ kind: 'rotate-key', slot: 'secondary' }, 'Replace the secondary key', 'Replace the secondary key'],
    [{ kind: 'restart' }, 'Restart it on Azure', 'Restart'],
    [{ kind: 'stop' }, 'Stop it on Azure', 'Stop'],
    [{ kind: 'start' }, 'Start it on Azure', 'Start'],
    [{ kind: 'delete' }, 'Delete it from Azure', 'Delete from Contoso production'],
  ])('%o begins at its review', async (change, title, start) => {
    const { bridge, user, onLeave } = await review(change);
    expect(await heading(title)).toBeTruthy();
    expect(button(start)).toBeTruthy();
    expect(bridge.requests('deployments.plan')).toEqual([{ serviceId, change }]);
    await expectAccessible();
    await user.click(button('Back'));
    expect(onLeave, 'there is nothing to go back to').toHaveBeenCalledOnce();
  });

  it('says what typing the name confirms before something is deleted', async () => {
    await review({ kind: 'delete' }, { warnings: ['delete'], toConfirm: 'score.contoso.com' });
    expect(screen.getByText(/Nothing brings it back/u)).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toMatch(/callers get no answer from then on/u);
  });

  it('of a key is proved once it is made', async () => {
    const change: Change = { kind: 'rotate-key', slot: 'primary' };
    const { user, deploys, bridge } = await review(
      change,
      {},
      {
        'deployments.start': () => (bridge.send('deployments.changed', runs(change, running)), { id: deploymentId }),
      },
    );
    await user.click(button('Replace the primary key'));
    expect(await heading('Replacing the primary key')).toBeTruthy();
    deploys(runs(change, done, over));
    expect(await screen.findByText('All of it works.')).toBeTruthy();
    await user.click(button('Back'));
    expect(await heading('The primary key is replaced')).toBeTruthy();
  });

  it.each<[Change, string]>([
    [{ kind: 'stop' }, 'Stopped'],
    [{ kind: 'delete' }, 'Deleted from Azure'],
  ])('%o ends at its steps: there is nothing to prove', async (change, title) => {
    const { bridge, user, deploys, onLeave } = await review(
      change,
      {},
      {
        'deployments.start': () => (bridge.send('deployments.changed', runs(change, running)), { id: deploymentId }),
      },
    );
    await user.click(button(/^(?:Stop|Delete)/u));
    await screen.findByRole('region', { name: 'Steps' });
    deploys(runs(change, done, over));
    expect(await heading(title)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
    expect(bridge.requests('services.prove')).toHaveLength(0);
    await expectAccessible();
    await user.click(button('Done'));
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it('that is broken off leads back to Services', async () => {
    const change: Change = { kind: 'restart' };
    const { user, onLeave } = await drawWizard(
      onAzure,
      {
        'deployments.list': () => ({ deployments: [runs(change, { state: 'interrupted' }, { state: 'interrupted' })] }),
      },
      { page: 'review', change: { kind: 'stop' } },
    );
    expect(await heading('The restart was interrupted'), 'what was broken off comes first').toBeTruthy();
    await user.click(button('Back'));
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it.each([
    ['certificate', 'Which certificate does it use?'],
    ['deploy', 'What runs, and who may call it?'],
  ] as const)('begins at the step %s where that is gone through again', async (page, title) => {
    await drawWizard(onAzure, {}, { page });
    expect(await heading(title)).toBeTruthy();
  });

  it('of a key on this computer begins at its review, too', async () => {
    const change: Change = { kind: 'rotate-key', slot: 'secondary' };
    await drawWizard(deployed, { 'deployments.plan': () => plan({ change }) }, { page: 'review', change });
    expect(await heading('Replace the secondary key')).toBeTruthy();
    expect(await screen.findByText(/primary key goes on working/u)).toBeTruthy();
    expect(screen.getByText('On this computer, laptop')).toBeTruthy();
  });

  it('says what stays and what is gone where it is broken off', async () => {
    const deployment = azureDeployment(
      { kind: 'deploy' },
      [
        ['container-instances.delete-group', 'delete', done],
        ['container-instances.create-group', 'create', done],
        [wait, 'wait', { state: 'cancelled', milliseconds: 10 }],
      ],
      { state: 'cancelled' },
    );
    await drawWizard(neverDeployed, {
      'deployments.list': () => ({ deployments: [deployment] }),
    });
    expect(
      await screen.findByText(
        'This stays as it is: container group churn-model (deleted) and container group churn-model.',
      ),
    ).toBeTruthy();
  });

  it('says what the step that runs is at', async () => {
    const pulling: StepState = { ...running, progress: { phase: 'pulling', container: 'model' } } as StepState;
    const deployment = azureDeployment({ kind: 'start' }, [[wait, 'wait', pulling]]);
    await drawWizard(onAzure, { 'deployments.list': () => ({ deployments: [deployment] }) });
    const line = within(await screen.findByRole('region', { name: 'Steps' })).getByRole('listitem');
    const words = progressInWords({ code: wait, action: 'wait', facts: {} }, { phase: 'pulling', container: 'model' });
    expect(words).not.toBe('');
    expect(within(line).getByText(words)).toBeTruthy();
    expect(screen.getByText(new RegExp(`^Step 1 of 1: .+, ${words}\\.$`, 'u')).getAttribute('role')).toBe('status');
  });

  it('says how long callers had no answer once it is done', async () => {
    const change: Change = { kind: 'stop' };
    const { deploys } = await drawWizard(onAzure, {
      'deployments.list': () => ({ deployments: [azureDeployment(change, [[wait, 'wait', running]])] }),
    });
    await screen.findByRole('region', { name: 'Steps' });
    const learned = (silentMilliseconds: number): StepState =>
      ({ ...done, learned: { silentMilliseconds } }) as StepState;
    deploys(azureDeployment(change, [[wait, 'wait', learned(0)]], over));
    expect(screen.queryByText(/Callers had no answer/u)).toBeNull();
    deploys(azureDeployment(change, [[wait, 'wait', learned(12_000)]], over));
    expect(await screen.findByText('Callers had no answer for 12 seconds.')).toBeTruthy();
  });
});

describe('a container that keeps a step from being done', () => {
  const failed = azureDeployment(
    { kind: 'deploy' },
    [
      [
        'container-instances.wait-group',
        'wait',
        { state: 'failed', milliseconds: 40, problem: { code: 'unexpected', facts: { container: 'model' } } },
      ],
    ],
    { state: 'failed' },
  );
  const run = (handlers: Partial<Handlers>): Promise<DrawnWizard> =>
    drawWizard(neverDeployed, { 'deployments.list': () => ({ deployments: [failed] }), ...handlers });

  it('is shown with the last lines that it wrote, ready to be copied', async () => {
    const { bridge, user } = await run({ 'container-instances.logs': () => ({ text: 'No module named lightgbm' }) });
    expect(await screen.findByRole('heading', { name: 'Last lines of model' })).toBeTruthy();
    expect(await screen.findByText('No module named lightgbm')).toBeTruthy();
    expect(bridge.requests('container-instances.logs')).toEqual([{ serviceId, container: 'model', lines: 20 }]);
    await expectAccessible();
    await user.click(button('Copy the lines'));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: 'No module named lightgbm' }]);
  });

  it('wrote nothing, and that is said', async () => {
    await run({ 'container-instances.logs': () => ({ text: '' }) });
    expect(await screen.findByText('It has not written anything since it was started.')).toBeTruthy();
  });

  it('is asked again where its lines did not come', async () => {
    let answers = false;
    const { user } = await run({
      'container-instances.logs': () => (answers ? { text: 'hello' } : decline('unexpected', { reference: '7f3a' })),
    });
    expect(await screen.findByText('Reference: 7f3a')).toBeTruthy();
    answers = true;
    await user.click(button('Look again'));
    expect(await screen.findByText('hello')).toBeTruthy();
    expect(screen.queryByText('Reference: 7f3a')).toBeNull();
  });
});
