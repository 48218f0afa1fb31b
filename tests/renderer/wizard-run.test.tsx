import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../shared/deployments/contract';
import type { Handlers } from '../../shared/ipc/contract';
import { problemInWords } from '../../src-renderer/text/problems';
import { expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { choicesOf } from './services-samples';
import {
  deployed,
  deployment,
  deploymentId,
  domain,
  done,
  type DrawnWizard,
  drawWizard,
  finished,
  onAzure,
  plan,
  planId,
  proof,
  ready,
  running,
  service,
  serviceId,
} from './wizard-main';

const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const portTaken = problemInWords({ code: 'gateway.port-taken', facts: { port: 8443 } }).title;
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });

async function goToReview(...drawn: Parameters<typeof drawWizard>): Promise<DrawnWizard> {
  const wizard = await drawWizard(...drawn);
  await wizard.user.click(button('Next'));
  await heading('This will happen');
  return wizard;
}

async function review(change: Partial<Plan> = {}, handlers: Partial<Handlers> = {}): Promise<DrawnWizard> {
  const drawn = await goToReview(ready, { 'deployments.plan': () => plan(change), ...handlers });
  await screen.findByText('Nothing else is changed.');
  return drawn;
}

describe('the review', () => {
  it('says line by line what will happen, grouped, where, and how long it takes', async () => {
    await review();
    const card = within(screen.getByRole('region', { name: 'This will happen' }));
    expect(card.getAllByRole('term').map((term) => term.textContent)).toEqual(['Store', 'Start']);
    expect(card.getAllByRole('definition')).toHaveLength(3);
    expect(card.getByText('On this computer, laptop')).toBeTruthy();
    expect(card.getByText('Takes about 3 seconds')).toBeTruthy();
    await expectAccessible();
  });

  it('warns loudly', async () => {
    await review({
      warnings: ['tls-off', 'keys-over-plain-http', 'key-authentication-off', 'development-certificate'],
    });
    const said = screen.getAllByRole('alert').map((alert) => alert.textContent);
    expect(said).toHaveLength(4);
    expect(said[1]).toMatch(/^The API keys travel unencrypted/u);
    await expectAccessible();
  });

  it('names where it goes in its button, and wants the host name typed before a development certificate goes there', async () => {
    const { bridge, user } = await review({
      target: 'container-instances',
      place: ['Contoso Production', 'rg-analytics', 'West Europe'],
      toConfirm: 'score.contoso.com',
    });
    expect(screen.getByText('In Contoso Production, rg-analytics, West Europe')).toBeTruthy();
    const confirmation = screen.getByRole('textbox', { name: 'Type score.contoso.com to confirm' });
    await user.click(button('Start on this computer'));
    expect(await screen.findByText(/Type score\.contoso\.com here, or go back/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(confirmation));
    expect(bridge.requests('deployments.start')).toHaveLength(0);
    await expectAccessible();
    await user.type(confirmation, 'Score.contoso.com');
    await user.click(button('Start on this computer'));
    expect(bridge.requests('deployments.start')).toEqual([{ planId, confirmed: 'Score.contoso.com' }]);
  });

  it('says Deploy, and where to, for Azure', async () => {
    await goToReview(
      { ...onAzure, complete: ['domain', 'certificate'], deployed: undefined },
      {
        'deployments.plan': () => plan({ target: 'container-instances', place: ['Contoso Production'] }),
      },
    );
    expect(await screen.findByRole('button', { name: 'Deploy to Contoso Production' })).toBeTruthy();
  });

  it('says why there is no plan, and asks again when that was put right', async () => {
    let taken = true;
    const { user } = await goToReview(ready, {
      'deployments.plan': () => (taken ? decline('gateway.port-taken', { port: 8443 }) : plan()),
    });
    expect(await screen.findByText(portTaken)).toBeTruthy();
    await expectAccessible();
    taken = false;
    await user.click(button('Look again'));
    expect(await screen.findByText('Nothing else is changed.')).toBeTruthy();
    expect(screen.queryByText(portTaken)).toBeNull();
  });

  it('waits for the plan that is being worked out, however often its button is pressed', async () => {
    let show: (made: ReturnType<typeof plan>) => void = () => undefined;
    const { bridge, user } = await goToReview(ready, {
      'deployments.plan': () => new Promise<ReturnType<typeof plan>>((resolve) => (show = resolve)),
    });
    await user.dblClick(button('Start on this computer'));
    expect(screen.getByText('Read what will happen first, then press again.')).toBeTruthy();
    show(plan());
    expect(await screen.findByText('Nothing else is changed.')).toBeTruthy();
    expect(bridge.requests('deployments.plan')).toHaveLength(1);
    expect(bridge.requests('deployments.start')).toHaveLength(0);
  });

  it('shows the plan anew when the service changed since', async () => {
    const { bridge, user } = await review({}, { 'deployments.start': () => decline('deployment.plan-gone') });
    await user.click(button('Start on this computer'));
    expect(await screen.findByText(/the service changed since this plan was shown/u)).toBeTruthy();
    expect(bridge.requests('deployments.plan')).toHaveLength(2);
    expect(await heading('This will happen')).toBeTruthy();
  });

  it('goes straight on to the proof when all was done before the answer came', async () => {
    const { bridge, user } = await review(
      {},
      {
        'deployments.start': () => ({ id: deploymentId }),
        'deployments.list': () => ({ deployments: [] }),
      },
    );
    act(() => bridge.send('deployments.changed', finished));
    await user.click(button('Start on this computer'));
    expect(await screen.findByText('All of it works.')).toBeTruthy();
  });
});

describe('the run', () => {
  const states = (): (string | null)[] =>
    within(screen.getByRole('region', { name: 'Steps' }))
      .getAllByRole('listitem')
      .map((line) => line.textContent);

  async function run(at: Parameters<typeof deployment>, handlers: Partial<Handlers> = {}): Promise<DrawnWizard> {
    const drawn = await drawWizard(ready, {
      'deployments.list': () => ({ deployments: [deployment(...at)] }),
      ...handlers,
    });
    await screen.findByRole('region', { name: 'Steps' });
    return drawn;
  }

  afterEach(() => vi.useRealTimers());

  it('says of each step how it stands, and how long it took', async () => {
    const { deploys } = await run([[done, running]]);
    expect(states()[0]).toMatch(/Done, 120 ms$/u);
    expect(states()[1]).toMatch(/Running/u);
    expect(states()[2]).toMatch(/Waiting$/u);
    expect(screen.getByText('Step 2 of 3: the sample model.').getAttribute('role')).toBe('status');
    await expectAccessible();
    deploys(deployment([done, done, running]));
    expect(screen.getByText('Step 3 of 3: the gateway.')).toBeTruthy();
  });

  it('counts the seconds of the step that runs without saying them aloud', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    vi.setSystemTime(Date.parse('2026-11-24T10:00:05Z'));
    await run([[running]]);
    expect(states()[0]).toMatch(/Running, 5 seconds/u);
    act(() => void vi.advanceTimersByTime(2000));
    expect(states()[0]).toMatch(/Running, 7 seconds/u);
    expect(screen.getByText('Step 1 of 3: two API keys.')).toBeTruthy();
  });

  it('is cancelled, says before and after what stays, and goes on from there', async () => {
    const { bridge, user, deploys } = await run([[done, running]]);
    expect(screen.getByText('If you cancel now, this stays: two API keys. You can go on from there.')).toBeTruthy();
    await user.click(button('Cancel'));
    await user.click(button('Cancel'));
    expect(bridge.requests('deployments.cancel')).toEqual([{ id: deploymentId }]);
    expect(screen.getByText('It stops as soon as the step that runs allows it.')).toBeTruthy();
    deploys(deployment([done, { state: 'cancelled', milliseconds: 900 }], { state: 'cancelled' }));
    expect(await heading('The start was cancelled')).toBeTruthy();
    await waitFor(() =>
      expect(document.activeElement, 'the button that was pressed is gone').toBe(
        screen.getByRole('heading', { level: 1 }),
      ),
    );
    expect(screen.getByText('This stays as it is: two API keys.')).toBeTruthy();
    expect(states()[1]).toMatch(/Cancelled, 900 ms$/u);
    await expectAccessible();
    await user.click(button('Go on'));
    expect(bridge.requests('deployments.resume')).toEqual([{ id: deploymentId }]);
    deploys(finished);
    expect(await screen.findByText('All of it works.')).toBeTruthy();
  });

  it('opens a step that was not done to its problem, and tries that step again', async () => {
    const problem = { code: 'gateway.port-taken', facts: { port: 8443 } } as const;
    const { bridge, user, deploys } = await run([
      [done, done, { state: 'failed', milliseconds: 40, problem }],
      { state: 'failed' },
    ]);
    expect(await heading('It is not started yet')).toBeTruthy();
    expect(screen.getByText(portTaken).closest('[role="alert"]')).toBeTruthy();
    expect(screen.getByText('3 Deploy').parentElement?.textContent).toContain('Needs you');
    await expectAccessible();
    await user.click(button('Try this step again'));
    expect(bridge.requests('deployments.resume')).toEqual([{ id: deploymentId }]);
    deploys(deployment([done, done, running]));
    expect(screen.queryByText(portTaken)).toBeNull();
    deploys(finished);
    expect(await screen.findByText('All of it works.')).toBeTruthy();
  });

  it('goes back from a step that was not done to what was chosen', async () => {
    const problem = { code: 'gateway.port-taken', facts: { port: 8443 } } as const;
    const { user } = await run([[{ state: 'failed', milliseconds: 40, problem }], { state: 'failed' }]);
    await user.click(button('Back'));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' }).value).toBe('8443');
  });

  it('was interrupted, says so, and goes on', async () => {
    const { bridge, user } = await run([[done, { state: 'interrupted' }], { state: 'interrupted' }]);
    expect(await heading('The start was interrupted')).toBeTruthy();
    expect(screen.getByText(/going on does nothing twice/u)).toBeTruthy();
    await expectAccessible();
    await user.click(button('Go on'));
    expect(bridge.requests('deployments.resume')).toEqual([{ id: deploymentId }]);
  });

  it('does not take the orders of another deployment', async () => {
    const { deploys } = await run([[done, running]]);
    deploys({ ...finished, serviceId: planId });
    deploys({ ...finished, id: planId, started: '2026-11-23T10:00:00Z' });
    expect(await heading('Starting on this computer')).toBeTruthy();
  });

  it('says when it was not cancelled', async () => {
    const { user } = await run([[running]], { 'deployments.cancel': () => decline('deployment.gone') });
    await user.click(button('Cancel'));
    expect(await screen.findByText('This deployment is not there any more.')).toBeTruthy();
    expect(button('Cancel')).toBeTruthy();
  });

  it('saves its report into a folder that is picked, and replaces only when that was said', async () => {
    const { bridge, user } = await run([[done, { state: 'interrupted' }], { state: 'interrupted' }], {
      'deployments.save-report': ({ folder, replace }) =>
        replace
          ? { folder, files: [{ name: 'localhost.report.html', kind: 'certificate', certificates: 0 }] }
          : decline('file.exists', { names: 'localhost.report.html' }),
    });
    await user.click(button('Save report…'));
    await user.click(await screen.findByRole('button', { name: 'Replace' }));
    expect(await screen.findByText('localhost.report.html saved in /home/ana/tls.')).toBeTruthy();
    expect(bridge.requests('deployments.save-report').at(-1)).toEqual({
      id: deploymentId,
      folder: '/home/ana/tls',
      replace: true,
    });
  });
});

describe('DNS and the proof', () => {
  const live = deployed;

  it('needs nothing for localhost, and shows what a real name would need, ready to be copied', async () => {
    const { bridge, user } = await drawWizard(live);
    expect(await screen.findByText(/^Nothing has to be created in DNS/u)).toBeTruthy();
    await user.click(screen.getByText('What a name of your own would need'));
    await user.click(button('Copy the value of the CNAME record'));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: 'churn-model.westeurope.azurecontainer.io' }]);
    await expectAccessible();
  });

  it('gives the line for the hosts file where the name needs one', async () => {
    const { bridge, user } = await drawWizard(
      { ...live, hostName: 'model.test' },
      {
        'dns.check-host-name': ({ hostName }) =>
          domain(hostName, [
            { code: 'hosts-line-needed', level: 'warns', facts: { hostName, line: '127.0.0.1 model.test' } },
          ]),
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Copy the line for the hosts file' }));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: '127.0.0.1 model.test' }]);
    await expectAccessible();
  });

  it('says that a service is stopped, starts it, and proves it', async () => {
    const { bridge, user } = await drawWizard({ ...live, running: { state: 'stopped' } });
    expect(screen.getByText('It is stopped: callers get no answer until it is started.')).toBeTruthy();
    expect(bridge.requests('services.prove')).toHaveLength(0);
    await expectAccessible();
    await user.click(button('Start it'));
    expect(bridge.requests('services.start')).toEqual([{ id: serviceId }]);
    await waitFor(() => expect(bridge.requests('services.prove')).toEqual([{ id: serviceId }]));
  });

  it('says why it does not run, and why it was not started', async () => {
    const reason = (port: number) => ({ code: 'gateway.port-taken', facts: { port } }) as const;
    const { bridge, user } = await drawWizard(
      { ...live, running: { state: 'failed', problem: reason(8443) } },
      { 'services.start': () => decline('gateway.port-taken', { port: 8444 }) },
    );
    expect(screen.getByText(portTaken)).toBeTruthy();
    await user.click(button('Start it'));
    expect(await screen.findByText(problemInWords(reason(8444)).title)).toBeTruthy();
    expect(bridge.requests('services.prove')).toHaveLength(0);
  });

  it('is of what is deployed: what was chosen since is said to wait, and leads to its review', async () => {
    const changed = choicesOf(service(live), { port: 9080 });
    const { bridge, user } = await drawWizard({ ...live, changed });
    expect(screen.getByText(/^What you chose since is not deployed yet/u)).toBeTruthy();
    expect(screen.getByText('https://localhost:8443/score')).toBeTruthy();
    await expectAccessible();
    await user.click(button('Review changes…'));
    await heading('This will happen');
    expect(bridge.requests('deployments.plan')).toEqual([{ serviceId, change: { kind: 'deploy' } }]);
  });

  it('shows the proof of this session without calling again, until it is asked to', async () => {
    const { bridge, user } = await drawWizard({ ...live, proof: proof() });
    expect(screen.getByText('All of it works.')).toBeTruthy();
    expect(bridge.requests('services.prove')).toHaveLength(0);
    await user.click(button('Check again'));
    expect(bridge.requests('services.prove')).toEqual([{ id: serviceId }]);
  });

  it('does not take a proof from before the newest deployment', async () => {
    const { bridge } = await drawWizard(
      { ...live, proof: proof({ at: '2026-11-24T09:00:00Z' }) },
      {
        'deployments.list': () => ({ deployments: [finished] }),
      },
    );
    expect(await screen.findByText('All of it works.')).toBeTruthy();
    expect(bridge.requests('services.prove')).toHaveLength(1);
  });

  it('says what does not work, why, and what to do', async () => {
    await drawWizard({
      ...live,
      proof: proof({
        passed: false,
        lines: [
          { code: 'reached', result: 'failed', reason: 'refused', facts: { address: '127.0.0.1', port: 8443 } },
          { code: 'tls', result: 'skipped', facts: {} },
        ],
      }),
    });
    expect(screen.getByText('One thing does not work yet. It says what to do.')).toBeTruthy();
    const lines = within(screen.getByRole('list', { name: 'Proof' })).getAllByRole('listitem');
    expect(lines[0]?.textContent).toMatch(/^Not passed: .+8443/u);
    expect(lines[1]?.textContent).toMatch(/^Not looked at: /u);
    await expectAccessible();
  });

  it('says when the service could not be called at all', async () => {
    await drawWizard(live, { 'services.prove': () => decline('service.not-deployed') });
    expect(await screen.findByText('This service was not deployed yet.')).toBeTruthy();
    expect(button('Check again')).toBeTruthy();
  });

  it('copies an API key in main, and says for how long it is there', async () => {
    const { bridge, user } = await drawWizard({ ...live, proof: proof() });
    await user.click(button('Copy secondary key'));
    expect(await screen.findByText('Copied. It is cleared from the clipboard in 60 seconds.')).toBeTruthy();
    expect(bridge.requests('services.copy-key')).toEqual([{ id: serviceId, slot: 'secondary' }]);
    await expectAccessible();
  });

  it('offers no keys, and speaks of none, where anybody may call it', async () => {
    const { user } = await drawWizard({ ...live, keyAuthentication: false, proof: proof() });
    expect(screen.queryByRole('button', { name: 'Copy primary key' })).toBeNull();
    await user.click(button('How to call it'));
    expect(await screen.findByText('curl https://localhost:8443/score')).toBeTruthy();
    expect(screen.queryByText(/LATCHKEY_API_KEY/u)).toBeNull();
  });

  it('shows how to call it from each language, copies the code, and saves what callers have to trust', async () => {
    const { bridge, user } = await drawWizard({ ...live, proof: proof() });
    await user.click(button('How to call it'));
    await screen.findByRole('dialog', { name: 'How to call localhost' });
    expect(await screen.findByText('curl https://localhost:8443/score')).toBeTruthy();
    expect(screen.getByText(/environment variable LATCHKEY_API_KEY/u)).toBeTruthy();
    expect(button('Copy the line for Windows, in PowerShell')).toBeTruthy();
    expect(screen.getByText(/^For a terminal of macOS or Linux/u)).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Python' }));
    expect(within(screen.getByRole('tabpanel', { name: 'Code in Python' })).getByText('import requests')).toBeTruthy();
    await user.click(button('Copy code'));
    expect(bridge.requests('app.copy-text')).toEqual([{ text: 'import requests' }]);
    await expectAccessible();
    await user.click(button('Save the certificate to trust…'));
    expect(await screen.findByText('localhost.development-only.pem saved in /home/ana/tls.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button('How to call it')));
  });

  it('closes and says why when there is no way to call it', async () => {
    const { user } = await drawWizard(
      { ...live, proof: proof() },
      {
        'services.how-to-call': () => decline('service.not-deployed'),
      },
    );
    await user.click(button('How to call it'));
    expect(await screen.findByText('This service was not deployed yet.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('goes back to the steps of the deployment, and from there to the proof', async () => {
    const { user } = await drawWizard(
      { ...live, proof: proof() },
      {
        'deployments.list': () => ({ deployments: [finished] }),
      },
    );
    await user.click(button('Back'));
    expect(await heading('Started on this computer')).toBeTruthy();
    await user.click(button('Next'));
    expect(await heading('Does it work?')).toBeTruthy();
  });
});
