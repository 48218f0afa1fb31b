import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecordCheck } from '../../shared/dns/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { Service } from '../../shared/services/contract';
import { problemInWords } from '../../src-renderer/text/problems';
import { advice, azureName, check, server, viewer } from './dns-samples';
import { expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { deployed, type DrawnWizard, drawWizard, serviceId } from './wizard-main';

const onAzure = {
  ...deployed,
  target: 'container-instances',
  hostName: 'www.contoso.com',
  complete: ['domain', 'certificate', 'deploy'],
  url: 'https://www.contoso.com/score',
} satisfies Partial<Service>;

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const card = () => within(screen.getByRole('region', { name: 'DNS record' }));
const sights = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Who sees what' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

function open(handlers: Partial<Handlers> = {}, change: Partial<Service> = {}): Promise<DrawnWizard> {
  return drawWizard({ ...onAzure, ...change }, handlers);
}

describe('the DNS record of a service on Azure', () => {
  it('is shown part by part, each ready to be copied, above the proof', async () => {
    const { bridge, user } = await open();
    expect(bridge.requests('dns.advise-record')).toEqual([{ serviceId }]);
    expect(bridge.requests('dns.check-host-name'), 'what this computer needs is not asked').toEqual([]);
    expect(card().getByText(/^Create this record in the zone contoso\.com, at Azure DNS\./u)).toBeTruthy();
    expect(card().getByText('CNAME')).toBeTruthy();
    for (const part of ['the name', 'the whole name', 'the value', 'the TTL']) {
      await user.click(button(`Copy ${part}`));
    }
    expect(bridge.requests('app.copy-text').map(({ text }) => text)).toEqual([
      'www',
      'www.contoso.com',
      azureName,
      '3600',
    ]);
    expect(screen.getByRole('region', { name: 'Proof' })).toBeTruthy();
    await expectAccessible();
  });

  it('names what is in the way, and what to do', async () => {
    await open({
      'dns.advise-record': () =>
        advice({}, [{ code: 'replaces', level: 'warns', facts: { records: 'A 192.0.2.10', count: 1 } }]),
    });
    const [finding] = within(screen.getByRole('list', { name: 'What is to be known before' })).getAllByRole('listitem');
    expect(finding?.textContent).toMatch(
      /^Warning: The name leads elsewhere now: A 192\.0\.2\.10\..+Change this record/u,
    );
    await expectAccessible();
  });

  it('has no whole name beside the name where both are the same', async () => {
    await open({ 'dns.advise-record': () => advice({ nameInZone: 'www.contoso.com' }) });
    expect(button('Copy the name')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy the whole name' })).toBeNull();
  });

  it('has nothing to copy where Azure makes it', async () => {
    await open({
      'dns.advise-record': () =>
        advice({ type: 'none-needed', name: azureName }, [
          { code: 'azure-name', level: 'notes', facts: { azureName, same: true } },
        ]),
    });
    expect(card().getByText(`There is no record to create for ${azureName}.`)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy the value' })).toBeNull();
    expect(button('Check now')).toBeTruthy();
    await expectAccessible();
  });

  it('says that it looks, and then what did not happen', async () => {
    let goOn = (): void => {};
    await open({
      'dns.advise-record': async () => {
        await new Promise<void>((resolve) => (goOn = resolve));
        return decline('service.not-deployed');
      },
    });
    expect(card().getByText('Looking at what stands in DNS').closest('[role="status"]')).toBeTruthy();
    await act(async () => goOn());
    const { title } = problemInWords({ code: 'service.not-deployed', facts: {} });
    expect((await screen.findByRole('alert')).textContent).toContain(title);
    expect(screen.queryByText('Looking at what stands in DNS')).toBeNull();
    await expectAccessible();
  });

  it('leads to nothing while the service is stopped: that is said, and it can be started', async () => {
    const { bridge, user } = await open({}, { running: { state: 'stopped' } });
    expect(screen.getByText('It is stopped: callers get no answer until it is started.')).toBeTruthy();
    expect(bridge.requests('services.prove'), 'it would only fail').toEqual([]);
    expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
    await expectAccessible();
    await user.click(button('Start…'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Start it on Azure' })).toBeTruthy();
    expect(bridge.requests('deployments.plan')).toEqual([{ serviceId, change: { kind: 'start' } }]);
  });

  it('is checked when the user wants it: the verdict is announced, and each who was asked has an icon and words', async () => {
    const { bridge, user } = await open();
    expect(bridge.requests('dns.check-record'), 'nobody is asked unbidden').toEqual([]);
    await user.click(button('Check now'));
    expect(bridge.requests('dns.check-record')).toEqual([{ serviceId }]);
    const verdict = await screen.findByText(/still has the old answer, for up to 58 minutes\.$/u);
    expect(verdict.closest('[role="status"]')).toBeTruthy();
    expect(sights()).toEqual([
      `Right: ns1.contoso.com sees the service: ${azureName}.`,
      `Right: ns2.contoso.com sees the service: ${azureName}.`,
      'Not yet: Your computer’s resolver sees something else: 192.0.2.10.',
    ]);
    expect(screen.getByRole('list', { name: 'Who sees what' }).querySelectorAll('svg')).toHaveLength(3);
    await expectAccessible();
  });

  it('asks once at a time, and says meanwhile that it does', async () => {
    const answers: ((check: RecordCheck) => void)[] = [];
    const { bridge, user } = await open({
      'dns.check-record': () => new Promise((resolve) => answers.push(resolve)),
    });
    await user.click(button('Check now'));
    await user.click(button('Check now'));
    expect(card().getByText('Asking who sees the record')).toBeTruthy();
    expect(bridge.requests('dns.check-record')).toHaveLength(1);
    await expectAccessible();
    await act(async () =>
      answers[0]?.(check({ verdict: 'unknown', viewers: [server('no-answer'), viewer('no-answer')] })),
    );
    expect(card().getByText(/^Nobody answered\./u)).toBeTruthy();
    expect(sights()).toEqual([
      'No answer: ns1.contoso.com did not answer.',
      'No answer: Your computer’s resolver did not answer.',
    ]);
  });

  it('looks at the record again with each check: what was in the way may be gone', async () => {
    const said = [
      advice({}, [{ code: 'replaces', level: 'warns', facts: { records: 'A 192.0.2.10', count: 1 } }]),
      advice({}, [{ code: 'already-right', level: 'notes', facts: { value: azureName, byAddress: false } }]),
    ];
    const { user } = await open({ 'dns.advise-record': () => said.shift() ?? advice() });
    await user.click(button('Check now'));
    expect(await screen.findByText(/The record is there/u)).toBeTruthy();
    expect(screen.queryByText(/leads elsewhere now/u)).toBeNull();
  });

  it('keeps what was seen where a later check did not happen, and says that', async () => {
    let broken = false;
    const { user } = await open({ 'dns.check-record': () => (broken ? decline('library.not-saved') : check()) });
    await user.click(button('Check now'));
    expect(sights()).toHaveLength(3);
    broken = true;
    await user.click(button('Check now'));
    const { title } = problemInWords({ code: 'library.not-saved', facts: {} });
    expect((await screen.findByRole('alert')).textContent).toContain(title);
    expect(sights()).toHaveLength(3);
  });
});
