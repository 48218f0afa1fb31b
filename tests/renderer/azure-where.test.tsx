import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AzureChoice, ResourceGroup } from '../../shared/azure/contract';
import type { Handlers } from '../../shared/ipc/contract';
import { clientId, closed, contoso, fabrikam, production, sandbox, signedIn, world } from './azure-samples';
import { type DrawnApp, drawStart, expectAccessible, goTo } from './draw';
import { decline } from './fake-bridge';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const box = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('combobox', { name });
const queryBox = (name: string): HTMLElement | null => screen.queryByRole('combobox', { name });
const options = (): string[] => screen.getAllByRole('option').map(({ textContent }) => textContent ?? '');
const context = (): string => screen.getByRole('region', { name: 'Where you work' }).textContent ?? '';
const chosen: AzureChoice = { tenant: contoso.id, subscription: production.id };
const settled = (): Promise<void> => act(async () => {});
const nextPage = clientId;

async function openWhere(handlers: Partial<Handlers> = {}, last: AzureChoice = chosen): Promise<DrawnApp> {
  const app = await drawStart({ ...world, 'azure.last-choice': () => last, ...handlers });
  await goTo(app.bridge, 'azure', 'Azure');
  await settled();
  return app;
}

async function choose(app: DrawnApp, label: string, option: string | RegExp): Promise<void> {
  await app.user.click(box(label));
  await app.user.click(screen.getByRole('option', { name: option }));
  await settled();
}

/** Answers that come when the test lets them. */
function held<T>() {
  const waiting: ((value: T) => void)[] = [];
  return {
    next: () => new Promise<T>((resolve) => waiting.push(resolve)),
    answer: (turn: number, value: T) => act(async () => waiting[turn]?.(value)),
    asked: () => waiting.length,
  };
}

const groups = (count: number, from = 0): ResourceGroup[] =>
  Array.from({ length: count }, (_, index) => ({ name: `rg-${from + index}`, region: 'westeurope' }));

describe('choosing where', () => {
  it('begins in the tenant in which the account is at home, and says where one works', async () => {
    const { bridge } = await openWhere({}, {});
    expect(box('Tenant').value).toBe('Contoso');
    expect(box('Subscription').value).toBe('');
    expect(context()).toContain('adele@contoso.com');
    expect(context()).toContain('TenantContoso');
    expect(context()).toContain('SubscriptionNot chosen yet');
    expect(context()).toContain('CloudAzure');
    expect(queryBox('Resource group')).toBeNull();
    expect(bridge.requests('azure.remember-choice')).toEqual([]);
    await expectAccessible();
  });

  it('takes the only subscription that can be used', async () => {
    await openWhere({ 'azure.subscriptions': () => ({ items: [production, closed] }) }, {});
    expect(box('Subscription').value).toBe('Contoso production');
  });

  it('says what is remembered', async () => {
    await openWhere();
    expect(screen.getByText(/Remembered: a new service on Azure begins with it/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /deploy/iu })).toBeNull();
  });

  it('chooses a subscription, remembers it, and asks for what is in it', async () => {
    const app = await openWhere({}, {});
    await choose(app, 'Subscription', /^Contoso production/u);
    expect(app.bridge.requests('azure.remember-choice')).toEqual([chosen]);
    expect(app.bridge.requests('azure.resource-groups')).toEqual([chosen]);
    expect(app.bridge.requests('azure.regions')).toEqual([{ ...chosen, target: 'container-instances' }]);
    expect(app.bridge.requests('azure.registries')).toEqual([chosen]);
    expect(context()).toContain('Contoso production');
    await expectAccessible();
  });

  it('is done with the keyboard alone', async () => {
    const { bridge, user } = await openWhere();
    act(() => box('Resource group').focus());
    await user.keyboard('other{Enter}');
    expect(box('Resource group').value).toBe('rg-other');
    expect(bridge.requests('azure.remember-choice')).toEqual([{ ...chosen, resourceGroup: 'rg-other' }]);
  });

  it('begins with everything that was chosen last', async () => {
    const last = { ...chosen, resourceGroup: 'rg-other', region: 'westeurope', registry: 'contosomodels' };
    await openWhere({}, last);
    const values = ['Tenant', 'Subscription', 'Resource group', 'Region', 'Container registry'].map(
      (label) => box(label).value,
    );
    expect(values).toEqual(['Contoso', 'Contoso production', 'rg-other', 'West Europe', 'contosomodels']);
    expect(queryBox('Repository')).toBeTruthy();
  });

  it('is still there after a visit to another page, without asking again', async () => {
    const { bridge } = await openWhere();
    await goTo(bridge, 'settings', 'Settings');
    await goTo(bridge, 'azure', 'Azure');
    expect(box('Subscription').value).toBe('Contoso production');
    expect(bridge.requests('azure.tenants')).toHaveLength(1);
  });

  it('says of what was chosen last that it cannot be chosen any more, and chooses nothing in its place', async () => {
    await openWhere({}, { ...chosen, resourceGroup: 'rg-gone' });
    expect(box('Resource group').value).toBe('');
    expect(screen.getByText('rg-gone, chosen last time, cannot be chosen any more.')).toBeTruthy();
    await expectAccessible();
  });

  it('lets nobody choose a subscription that is disabled, and says so', async () => {
    const app = await openWhere();
    await app.user.click(box('Subscription'));
    const option = screen.getByRole('option', { name: /^Contoso trial/u });
    expect(option.textContent).toContain('disabled: nothing can be created in it');
    expect(option.getAttribute('aria-disabled')).toBe('true');
    await app.user.click(option);
    expect(app.bridge.requests('azure.remember-choice')).toEqual([]);
    await expectAccessible('lies-over');
  });

  it('opens again what depends on a choice that is another now', async () => {
    const last = { ...chosen, resourceGroup: 'rg-models', region: 'westeurope', registry: 'contosomodels' };
    const app = await openWhere({}, last);
    await choose(app, 'Subscription', /^Contoso sandbox/u);
    expect(box('Resource group').value).toBe('');
    expect(box('Region').value).toBe('');
    expect(box('Container registry').value).toBe('');
    expect(queryBox('Repository')).toBeNull();
    await choose(app, 'Tenant', /^Fabrikam/u);
    expect(queryBox('Resource group')).toBeNull();
    expect(screen.getByText(/sees no subscription in this tenant/u)).toBeTruthy();
    expect(app.bridge.requests('azure.remember-choice')).toEqual([
      { tenant: contoso.id, subscription: sandbox.id },
      { tenant: fabrikam.id },
    ]);
  });

  it('leaves everything as it is when the same is chosen once more', async () => {
    const app = await openWhere({}, { ...chosen, resourceGroup: 'rg-models' });
    await choose(app, 'Subscription', /^Contoso production/u);
    expect(box('Resource group').value).toBe('rg-models');
    expect(app.bridge.requests('azure.remember-choice')).toEqual([]);
  });

  it('says that a choice was not remembered', async () => {
    const app = await openWhere({ 'azure.remember-choice': () => decline('file.not-written', { reason: 'no-space' }) });
    await choose(app, 'Resource group', /^rg-models/u);
    expect(screen.getByRole('alert').textContent).toContain('was not written');
    expect(box('Resource group').value).toBe('rg-models');
  });
});

describe('a long list', () => {
  it('says how far it is while its pages come, and can be chosen from already', async () => {
    const pages = held<{ items: ResourceGroup[]; next?: string }>();
    const app = await openWhere({ 'azure.resource-groups': () => pages.next() });
    expect(screen.getAllByText('Loading').length).toBeGreaterThan(0);
    await pages.answer(0, { items: groups(120), next: nextPage });
    expect(screen.getByText('120 so far').closest('[role="status"], [aria-live]')).toBeNull();
    expect(app.bridge.requests('azure.resource-groups')[1]).toEqual({ ...chosen, cursor: nextPage });
    await choose(app, 'Resource group', /^rg-3West/u);
    expect(box('Resource group').value).toBe('rg-3');
    await pages.answer(1, { items: groups(5, 120) });
    expect(screen.queryByText(/so far/u)).toBeNull();
    expect(box('Resource group').value).toBe('rg-3');
  });

  it('draws fifty entries of thousands, says that there are more, and finds each by typing', async () => {
    const { user } = await openWhere({ 'azure.resource-groups': () => ({ items: groups(3000) }) });
    await user.click(box('Resource group'));
    expect(options()).toHaveLength(51);
    expect(options().at(-1)).toBe('The first 50 of 3,000. Type to find others.');
    await user.keyboard('rg-2987');
    expect(options()).toEqual(['rg-2987West Europe']);
    await user.keyboard('x');
    expect(options()).toEqual(['Nothing here is called rg-2987x.']);
    await expectAccessible('lies-over');
    await user.keyboard('{Backspace}{Enter}');
    expect(box('Resource group').value).toBe('rg-2987');
    await user.click(box('Resource group'));
    expect(options()[0], 'what is chosen is in sight').toBe('rg-2987West Europe');
  });

  it('goes back to what is chosen when the user leaves what was typed', async () => {
    const { bridge, user } = await openWhere({}, { ...chosen, resourceGroup: 'rg-models' });
    await user.click(box('Resource group'));
    await user.keyboard('{Control>}a{/Control}oth{Escape}');
    await user.tab();
    expect(box('Resource group').value).toBe('rg-models');
    expect(bridge.requests('azure.remember-choice')).toEqual([]);
  });

  it('stops with its own problem, keeps no other waiting, and goes on where it stopped', async () => {
    let broken = true;
    const app = await openWhere({
      'azure.resource-groups': ({ cursor }) => {
        if (cursor === undefined) return { items: groups(2), next: nextPage };
        return broken ? decline('azure.throttled', { seconds: 5 }) : { items: groups(2, 2) };
      },
    });
    expect(screen.getByRole('alert').textContent).toContain('too many requests');
    await expectAccessible();
    await choose(app, 'Region', /^West Europe/u);
    broken = false;
    await app.user.click(button('Try again: Resource group'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.activeElement).toBe(box('Resource group'));
    await app.user.click(box('Resource group'));
    expect(options().map((text) => text.slice(0, 4))).toEqual(['rg-0', 'rg-1', 'rg-2', 'rg-3']);
    expect(app.bridge.requests('azure.resource-groups').map(({ cursor }) => cursor)).toEqual([
      undefined,
      nextPage,
      nextPage,
    ]);
  });

  it('begins anew where Azure knows its next page no more', async () => {
    let gone = true;
    const { bridge, user } = await openWhere({
      'azure.resource-groups': ({ cursor }) => {
        if (cursor !== undefined) return decline('azure.list-gone');
        return gone ? { items: groups(2), next: nextPage } : { items: groups(1) };
      },
    });
    gone = false;
    await user.click(button('Try again: Resource group'));
    expect(bridge.requests('azure.resource-groups').at(-1)?.cursor).toBeUndefined();
    await user.click(box('Resource group'));
    expect(options()).toHaveLength(1);
  });

  it('is loaded again when the user wants it', async () => {
    const { bridge, user } = await openWhere({}, { ...chosen, resourceGroup: 'rg-models' });
    await user.click(button('Load again: Resource group'));
    expect(bridge.requests('azure.resource-groups')).toHaveLength(2);
    expect(box('Resource group').value).toBe('rg-models');
  });

  it('ignores the answer for a choice that is another now', async () => {
    const answers = held<{ items: ResourceGroup[]; next?: string }>();
    const app = await openWhere({ 'azure.resource-groups': () => answers.next() });
    await choose(app, 'Subscription', /^Contoso sandbox/u);
    await answers.answer(1, { items: [{ name: 'rg-of-sandbox', region: 'westeurope' }] });
    await answers.answer(0, { items: [{ name: 'rg-of-production', region: 'westeurope' }], next: nextPage });
    expect(answers.asked(), 'no further page is asked for').toBe(2);
    await app.user.click(box('Resource group'));
    expect(options()).toEqual(['rg-of-sandboxWest Europe']);
  });

  it('ignores the answers for an account that is another now', async () => {
    const answers = held<{ items: (typeof contoso)[] }>();
    const { bridge, user } = await openWhere({ 'azure.tenants': () => answers.next() }, {});
    act(() => bridge.send('sign-in.changed', signedIn({ clientId: fabrikam.id })));
    await settled();
    await answers.answer(1, { items: [fabrikam] });
    await answers.answer(0, { items: [contoso] });
    expect(box('Tenant').value).toBe('Fabrikam');
    await user.click(box('Tenant'));
    expect(options()).toEqual(['Fabrikamfabrikam.com, guest']);
  });

  it('says which role is lacking, where, and whom to ask', async () => {
    await openWhere({
      'azure.registries': () =>
        decline('azure.forbidden', {
          role: 'Reader',
          scope: 'subscription',
          name: 'Contoso production',
          userName: 'ravi@contoso.com',
        }),
    });
    const words = screen.getByRole('alert').textContent;
    expect(words).toContain('ravi@contoso.com');
    expect(words).toContain('role Reader');
    expect(words).toContain('Ask an owner of');
  });
});

describe('the region', () => {
  it('shows those with Azure Container Instances first, and says what the chosen one offers', async () => {
    const app = await openWhere();
    await app.user.click(box('Region'));
    expect(options()).toEqual(['West EuropeEurope', 'Oddlandwithout Azure Container Instances']);
    await app.user.click(screen.getByRole('option', { name: /^West Europe/u }));
    await settled();
    expect(screen.getByText(/up to 4 processors and 16 GB of memory. There are GPUs of the kind V100/u)).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Quotas' })).getByText('Standard Cores: 4 of 10 used')).toBeTruthy();
    expect(screen.getByText(/has not used Azure Container Instances yet/u)).toBeTruthy();
    await expectAccessible();
  });

  it('says that a region does not offer it, and asks for nothing there', async () => {
    const app = await openWhere();
    await choose(app, 'Region', /^Oddland/u);
    expect(screen.getByText(/is not offered in Oddland/u)).toBeTruthy();
    expect(app.bridge.requests('azure.quotas')).toEqual([]);
  });

  it('says which of the two answers did not come, and asks for that again', async () => {
    let broken = true;
    const { bridge, user } = await openWhere(
      {
        'azure.quotas': () => (broken ? decline('azure.timeout', { host: 'management.azure.com' }) : { quotas: [] }),
      },
      { ...chosen, region: 'westeurope' },
    );
    expect(screen.getByText(/up to 4 processors/u)).toBeTruthy();
    broken = false;
    await user.click(button('Try again: Quotas'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(bridge.requests('azure.region-offer')).toHaveLength(1);
  });
});

describe('a new resource group', () => {
  const openDialog = async (handlers: Partial<Handlers> = {}): Promise<DrawnApp> => {
    const app = await openWhere(handlers);
    await app.user.click(button('Create a resource group…'));
    await screen.findByRole('dialog');
    return app;
  };

  it('is created in a region, and chosen', async () => {
    const app = await openDialog({ 'azure.create-resource-group': ({ name, region }) => ({ name, region }) });
    expect(screen.getByText(/created in Contoso production, now/u)).toBeTruthy();
    await expectAccessible();
    await app.user.type(screen.getByLabelText('Name'), 'rg-new');
    await choose(app, 'Region of the group', /^West Europe/u);
    await app.user.click(button('Create it'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.bridge.requests('azure.create-resource-group')).toEqual([
      { ...chosen, name: 'rg-new', region: 'westeurope' },
    ]);
    await waitFor(() => expect(box('Resource group').value).toBe('rg-new'));
    expect(app.bridge.requests('azure.remember-choice')).toEqual([{ ...chosen, resourceGroup: 'rg-new' }]);
  });

  it('says at its field what is missing, and moves there', async () => {
    const { user } = await openDialog();
    await user.click(button('Create it'));
    expect(screen.getByText('Type a name for it.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    await user.keyboard('rg-new');
    await user.click(button('Create it'));
    expect(screen.getByText('Choose a region.')).toBeTruthy();
    expect(document.activeElement).toBe(box('Region of the group'));
    await expectAccessible();
  });

  it.each([
    ['azure.group-name-unusable', 'can not be the name of a resource group'],
    ['azure.group-elsewhere', 'exists already, in another region'],
  ] as const)('says at the name: %s', async (code, words) => {
    const app = await openDialog({
      'azure.create-resource-group': () => decline(code, { name: 'rg', reason: 'dot', existing: 'northeurope' }),
    });
    await app.user.type(screen.getByLabelText('Name'), 'rg');
    await choose(app, 'Region of the group', /^West Europe/u);
    await app.user.click(button('Create it'));
    expect(await screen.findByText(new RegExp(words, 'u'))).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  });

  it('says in an alert which role it takes', async () => {
    const app = await openDialog({
      'azure.create-resource-group': () => decline('azure.forbidden', { role: 'Contributor', scope: 'subscription' }),
    });
    await app.user.type(screen.getByLabelText('Name'), 'rg');
    await choose(app, 'Region of the group', /^West Europe/u);
    await app.user.click(button('Create it'));
    expect((await screen.findByRole('alert')).textContent).toContain('Contributor');
  });
});

describe('images', () => {
  it('lead from the registry over the repository to the tag, and its whole name is copied', async () => {
    const app = await openWhere();
    await choose(app, 'Container registry', /^contosomodels/u);
    await choose(app, 'Repository', 'churn');
    expect(app.bridge.requests('azure.tags')).toEqual([
      { ...chosen, resourceGroup: 'rg-models', registry: 'contosomodels', repository: 'churn' },
    ]);
    await choose(app, 'Tag', /^12pushed 20 November 2026/u);
    await expectAccessible();
    await app.user.click(button('Copy Whole name'));
    expect(app.bridge.requests('app.copy-text')).toEqual([{ text: 'contosomodels.azurecr.io/churn:12' }]);
    expect(app.bridge.requests('azure.remember-choice'), 'the registry alone is remembered').toEqual([
      { ...chosen, registry: 'contosomodels' },
    ]);
    await choose(app, 'Repository', 'demand');
    expect(box('Tag').value).toBe('');
  });

  it('are understood by name, without a registry being asked', async () => {
    const { bridge, user } = await openWhere({
      'azure.read-image-name': () => ({
        registry: 'docker.io',
        repository: 'library/nginx',
        tag: 'latest',
        reference: 'docker.io/library/nginx:latest',
      }),
    });
    await user.click(screen.getByRole('radio', { name: /by an image’s name/u }));
    await user.type(screen.getByLabelText('Name of the image'), 'nginx{Enter}');
    expect(bridge.requests('azure.read-image-name')).toEqual([{ name: 'nginx' }]);
    for (const part of ['docker.io', 'library/nginx', 'latest']) expect(screen.getByText(part)).toBeTruthy();
    await expectAccessible();
    await user.type(screen.getByLabelText('Name of the image'), ':1');
    expect(screen.queryByText('library/nginx'), 'that was about another name').toBeNull();
  });

  it('say at the name that it is none', async () => {
    const { user } = await openWhere({
      'azure.read-image-name': ({ name }) => decline('azure.image-name-unusable', { name, reason: 'tag' }),
    });
    await user.click(screen.getByRole('radio', { name: /by an image’s name/u }));
    await user.type(screen.getByLabelText('Name of the image'), 'nginx:{Enter}');
    expect(screen.getByText(/is not the name of a container image/u)).toBeTruthy();
    expect(screen.getByLabelText('Name of the image').getAttribute('aria-invalid')).toBe('true');
  });
});
