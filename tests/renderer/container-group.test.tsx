import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ContainerGroupItem } from '../../shared/azure/contract';
import type { DescribedGroup } from '../../shared/container-instances/contract';
import { usualGatewayImage } from '../../shared/container-instances/usual-gateway-image';
import type { Handlers } from '../../shared/ipc/contract';
import type { Service, Services } from '../../shared/services/contract';
import { contoso, models, production, signedIn, signedOut, westEurope, world } from './azure-samples';
import { expectAccessible } from './draw';
import { decline } from './fake-bridge';
import { usedCertificate } from './services-samples';
import { type DrawnWizard, drawWizard, plan, service, serviceId } from './wizard-main';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const field = (name: string | RegExp): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(name);
const radio = (name: string | RegExp): HTMLInputElement => screen.getByRole<HTMLInputElement>('radio', { name });
const box = (name: string): HTMLInputElement => screen.getByRole<HTMLInputElement>('combobox', { name });
const settled = (): Promise<void> => act(async () => {});

const ready = {
  target: 'container-instances',
  hostName: 'score.contoso.com',
  complete: ['domain', 'certificate'],
  certificate: usedCertificate('score.contoso.com'),
  model: { kind: 'container', image: '', port: 5001, path: '/score' },
} satisfies Partial<Service>;

const last = {
  tenant: contoso.id,
  subscription: production.id,
  resourceGroup: 'rg-models',
  region: westEurope.name,
};

const place = { ...last, subscriptionName: production.name, regionName: westEurope.displayName };

const newGroup: NonNullable<Service['containerGroup']> = {
  origin: 'new',
  place,
  name: 'churn',
  gatewayImage: usualGatewayImage,
  dnsLabel: 'churn-model',
  size: { cpu: 2, memoryGb: 4 },
  pull: { kind: 'anonymous' },
  command: [],
  environment: [],
  restartPolicy: 'Always',
};

const churn: ContainerGroupItem = {
  name: 'churn',
  resourceGroup: 'rg-other',
  region: 'westeurope',
  osType: 'Linux',
  address: '203.0.113.7',
  securable: true,
};
const demand: ContainerGroupItem = { ...churn, name: 'demand', latchkey: { hostName: 'demand.contoso.com' } };
const onWindows: ContainerGroupItem = { ...churn, name: 'old', osType: 'Windows', securable: false };

const described: DescribedGroup = {
  name: 'churn',
  place: { tenant: contoso.id, subscription: production.id, resourceGroup: 'rg-other', region: 'westeurope' },
  containers: [
    { name: 'log', image: 'fluent/fluent-bit:3', ports: [], size: { cpu: 0.5, memoryGb: 0.5 }, isGateway: false },
    {
      name: 'web',
      image: 'contosomodels.azurecr.io/churn:11',
      ports: [8080, 80],
      size: { cpu: 1, memoryGb: 1.5 },
      isGateway: false,
    },
  ],
  publicPorts: [80],
  address: '203.0.113.7',
  asks: [],
};

async function drawDeploy(change: Partial<Service> = {}, handlers: Partial<Handlers> = {}): Promise<DrawnWizard> {
  const drawn = await drawWizard(
    { ...ready, ...change },
    {
      ...world,
      'azure.last-choice': () => last,
      'azure.container-groups': () => ({ items: [churn, onWindows, demand] }),
      'container-instances.describe-group': () => described,
      'deployments.plan': () => plan({ target: 'container-instances' }),
      ...handlers,
    },
  );
  await heading();
  await settled();
  return drawn;
}

async function choose({ user }: DrawnWizard, label: string, option: string | RegExp): Promise<void> {
  await user.click(box(label));
  await user.click(screen.getByRole('option', { name: option }));
  await settled();
}

/** Everything that a new group has to be told. */
async function fillNew(drawn: DrawnWizard): Promise<void> {
  await drawn.user.click(radio('By its name, from any registry'));
  await drawn.user.type(field('Name of the image'), 'contoso.example/churn:12');
  await drawn.user.click(field('Example request'));
  await drawn.user.paste('{"input":[1]}');
}

async function next({ user }: DrawnWizard): Promise<void> {
  await user.click(button('Next'));
  await settled();
}

const heading = (): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 1, name: 'What runs, and who may call it?' });
const held = (ids: string[]): Services => ({ keeping: 'keyring', services: [service({ ...ready, held: ids })] });
const review = (): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name: 'This will happen' });
const focused = (): Promise<void> =>
  waitFor(() => expect(document.activeElement?.hasAttribute('data-to-correct')).toBe(true));

describe('where a service on Azure goes', () => {
  it('is asked for only once somebody is signed in, and signing in is right here', async () => {
    let state = signedOut();
    const drawn = await drawDeploy({}, { 'sign-in.state': () => state });
    expect(screen.queryByRole('combobox', { name: 'Subscription' })).toBeNull();
    expect(screen.queryByText('Model')).toBeNull();
    await expectAccessible();
    state = signedIn();
    await drawn.user.click(button('Sign in with your browser'));
    await settled();
    expect(drawn.bridge.requests('sign-in.start')).toEqual([{ method: 'browser' }]);
    expect(box('Subscription').value).toBe('Contoso production');
    expect(screen.getByText(/^Signed in as adele@contoso.com, in Azure/u)).toBeTruthy();
  });

  it('begins where one last worked', async () => {
    await drawDeploy();
    const values = ['Tenant', 'Subscription', 'Resource group', 'Region'].map((label) => box(label).value);
    expect(values).toEqual(['Contoso', 'Contoso production', 'rg-models', 'West Europe']);
    await expectAccessible();
  });

  it('begins where the service was to go before, not where another one went', async () => {
    const { bridge } = await drawDeploy({
      containerGroup: { ...newGroup, place: { ...place, resourceGroup: 'rg-other' } },
    });
    expect(box('Resource group').value).toBe('rg-other');
    expect(bridge.requests('azure.remember-choice')).toEqual([{ ...last, resourceGroup: 'rg-other' }]);
  });

  it('can be a resource group that is created now, without the page being left', async () => {
    const drawn = await drawDeploy({}, { 'azure.create-resource-group': ({ name, region }) => ({ name, region }) });
    await drawn.user.click(button('Create a resource group…'));
    const dialog = within(screen.getByRole('dialog'));
    await drawn.user.type(dialog.getByRole('textbox', { name: 'Name' }), 'rg-new{Enter}');
    await settled();
    expect(box('Resource group').value).toBe('rg-new');
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([]);
    expect(screen.queryByRole('alert'), 'the page was not submitted with the dialog').toBeNull();
  });

  it('is settled once the service is deployed', async () => {
    const drawn = await drawWizard(
      {
        ...ready,
        containerGroup: newGroup,
        model: { kind: 'container', image: 'contoso.example/churn:12', port: 5001, path: '/score' },
        complete: ['domain', 'certificate', 'deploy', 'dns'],
        deployed: '2026-11-24T10:00:03Z',
        running: { state: 'deployed' },
      },
      { ...world, 'azure.last-choice': () => ({}) },
    );
    await drawn.user.click(button('3 Deploy Done'));
    await heading();
    await settled();
    expect(screen.getByText(/^Where it runs is settled/u)).toBeTruthy();
    expect(screen.getByText('rg-models')).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Region' })).toBeNull();
    expect(screen.queryByRole('radio', { name: 'One that runs already' })).toBeNull();
    expect(screen.queryByLabelText(/^Name of the container group/u)).toBeNull();
    expect(field(/^DNS label/u).value).toBe('churn-model');
    expect(drawn.bridge.requests('azure.region-offer'), 'what the region offers is known').toHaveLength(1);
    await expectAccessible();
  });
});

describe('a new container group', () => {
  it('is proposed, saved, and reviewed', async () => {
    const drawn = await drawDeploy();
    expect(field(/^Name of the container group/u).value).toBe('score-contoso-com');
    expect(field(/^DNS label/u).value).toBe('score-contoso-com');
    await fillNew(drawn);
    await next(drawn);
    await review();
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([
      {
        id: serviceId,
        containerGroup: {
          ...newGroup,
          name: 'score-contoso-com',
          dnsLabel: 'score-contoso-com',
          size: { cpu: 1, memoryGb: 1.5 },
        },
        model: { kind: 'container', image: 'contoso.example/churn:12', port: 5001, path: '/score' },
        example: '{"input":[1]}',
        tls: true,
        keyAuthentication: true,
        allowedOrigins: [],
      },
    ]);
  });

  it('takes an image of the subscription’s registries, pulled as the registry’s admin user', async () => {
    const drawn = await drawDeploy();
    await choose(drawn, 'Container registry', /^contosomodels/u);
    await choose(drawn, 'Repository', 'churn');
    await choose(drawn, 'Tag', /^12/u);
    expect(screen.getByText('contosomodels.azurecr.io/churn:12')).toBeTruthy();
    expect(box('How Azure may pull it').value).toBe('admin-user');
    await drawn.user.click(field('Example request'));
    await drawn.user.paste('{}');
    await next(drawn);
    expect(drawn.bridge.requests('services.set-container-group')[0]).toMatchObject({
      model: { image: 'contosomodels.azurecr.io/churn:12' },
      containerGroup: {
        pull: {
          kind: 'admin-user',
          subscription: production.id,
          resourceGroup: models.resourceGroup,
          registry: models.name,
        },
      },
    });
  });

  it('has no image while another repository is being chosen', async () => {
    const drawn = await drawDeploy();
    await choose(drawn, 'Container registry', /^contosomodels/u);
    await choose(drawn, 'Repository', 'churn');
    await choose(drawn, 'Tag', /^12/u);
    await choose(drawn, 'Repository', 'demand');
    expect(screen.queryByText('contosomodels.azurecr.io/churn:12')).toBeNull();
    await next(drawn);
    expect(screen.getByRole('alert').textContent).toBe('Choose an image, or type the name of one.');
  });

  it('asks for a password where the registry has no admin user', async () => {
    const drawn = await drawDeploy({}, { 'azure.registries': () => ({ items: [{ ...models, adminUser: false }] }) });
    await choose(drawn, 'Container registry', /^contosomodels/u);
    await choose(drawn, 'Repository', 'churn');
    await choose(drawn, 'Tag', /^12/u);
    expect(box('How Azure may pull it').value).toBe('password');
    expect(screen.queryByRole('option', { name: 'As the admin user of the registry' })).toBeNull();
    await drawn.user.type(field('User name'), 'puller');
    await drawn.user.type(field('Password of contosomodels.azurecr.io'), 'swordfish');
    expect(field('Password of contosomodels.azurecr.io').type).toBe('password');
    await drawn.user.click(field('Example request'));
    await drawn.user.paste('{}');
    await next(drawn);
    await review();
    expect(drawn.bridge.requests('services.give-value')).toEqual([
      { id: serviceId, valueId: 'registry-password/contosomodels.azurecr.io', value: 'swordfish' },
    ]);
    expect(JSON.stringify(drawn.bridge.requests('services.set-container-group'))).not.toContain('swordfish');
  });

  it('is said what it lacks, one thing after the other, with the focus there', async () => {
    const drawn = await drawDeploy({}, { 'azure.last-choice': () => ({ ...last, region: undefined }) });
    const { user } = drawn;
    await next(drawn);
    expect(screen.getByRole('alert').textContent).toBe(
      'Sign in, then choose a subscription, a resource group and a region.',
    );
    await focused();
    await expectAccessible();
    await choose(drawn, 'Region', /^West Europe/u);
    await next(drawn);
    expect(screen.getByRole('alert').textContent).toBe('Choose an image, or type the name of one.');
    await user.click(radio('By its name, from any registry'));
    await user.type(field('Name of the image'), 'nginx');
    const then = async (name: string | RegExp, typed: string): Promise<void> => {
      await next(drawn);
      await waitFor(() => expect(document.activeElement).toBe(field(name)));
      await user.keyboard(typed);
    };
    await user.clear(field('Port of the model'));
    await then('Port of the model', '5001');
    await user.clear(field('Path that scores'));
    await then('Path that scores', '/score');
    await then('Example request', '1');
    await user.clear(field(/^DNS label/u));
    await then(/^DNS label/u, 'churn-model');
    await user.clear(field('Processors'));
    await then('Processors', '1');
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([]);
    await next(drawn);
    await review();
  });

  it('shows at its field what Azure does not take, also where that was folded away', async () => {
    const drawn = await drawDeploy(
      {},
      {
        'services.set-container-group': () =>
          decline('container-group.setting-unusable', { setting: 'gatewayImage', reason: 'repository', name: 'a b' }),
      },
    );
    await fillNew(drawn);
    await next(drawn);
    await waitFor(() => expect(document.activeElement).toBe(field('Image of the gateway')));
    expect(field('Image of the gateway').closest('details')?.open).toBe(true);
    expect(field('Image of the gateway').getAttribute('aria-describedby')).not.toBeNull();
  });

  it('is done with the keyboard alone', async () => {
    const { bridge, user } = await drawDeploy();
    act(() => radio('From the subscription’s registries').focus());
    await user.keyboard('{ArrowDown}');
    expect(radio('By its name, from any registry').checked).toBe(true);
    act(() => field('Name of the image').focus());
    await user.keyboard('nginx');
    act(() => field('Example request').focus());
    await user.keyboard('1');
    act(() => field('Path that scores').focus());
    await user.keyboard('{Enter}');
    await review();
    expect(bridge.requests('services.set-container-group')).toHaveLength(1);
  });

  it('has variables in its environment, of which the secret ones go their own way', async () => {
    const drawn = await drawDeploy();
    const { user } = drawn;
    await fillNew(drawn);
    await user.click(screen.getAllByText('More')[0] as HTMLElement);
    await user.click(button('Add a variable'));
    await user.click(button('Add a variable'));
    const row = (number: number) => within(screen.getByRole('group', { name: `Variable ${number}` }));
    await user.type(row(1).getByLabelText('Name'), 'MODE');
    await user.type(row(1).getByLabelText('Value'), 'fast');
    await user.type(row(2).getByLabelText('Name'), 'DB_PASSWORD');
    await user.click(row(2).getByRole('checkbox', { name: 'Secret' }));
    await next(drawn);
    expect(screen.getByRole('alert').textContent).toBe('Type the value of DB_PASSWORD.');
    await user.type(row(2).getByLabelText('Value'), 'swordfish');
    expect(row(2).getByLabelText<HTMLInputElement>('Value').type).toBe('password');
    await expectAccessible();
    await next(drawn);
    await review();
    expect(drawn.bridge.requests('services.set-container-group')[0]?.containerGroup).toMatchObject({
      environment: [{ name: 'MODE', value: 'fast' }, { name: 'DB_PASSWORD' }],
    });
    expect(drawn.bridge.requests('services.give-value')).toEqual([
      { id: serviceId, valueId: 'environment/model/DB_PASSWORD', value: 'swordfish' },
    ]);
    await user.click(button('Back'));
    await heading();
    expect(row(2).getByLabelText<HTMLInputElement>('Value').value, 'it is never shown again').toBe('');
  });

  it('gives the focus to a variable that is added, and to its neighbour once one is removed', async () => {
    const { user } = await drawDeploy();
    await user.click(radio('By its name, from any registry'));
    await user.click(screen.getAllByText('More')[0] as HTMLElement);
    const name = (number: number) =>
      within(screen.getByRole('group', { name: `Variable ${number}` })).getByLabelText<HTMLInputElement>('Name');
    for (const [index, letter] of ['A', 'B', 'C'].entries()) {
      await user.click(button('Add a variable'));
      expect(document.activeElement, letter).toBe(name(index + 1));
      await user.keyboard(letter);
    }
    await user.click(button('Remove B'));
    expect(document.activeElement, 'what took its place').toBe(name(2));
    expect(name(2).value).toBe('C');
    await user.click(button('Remove C'));
    expect(document.activeElement, 'the one before it').toBe(name(1));
    await user.click(button('Remove A'));
    expect(document.activeElement).toBe(button('Add a variable'));
  });

  it('keeps a secret variable that was given before', async () => {
    const drawn = await drawDeploy({
      containerGroup: { ...newGroup, environment: [{ name: 'DB_PASSWORD' }] },
      model: { kind: 'container', image: 'nginx', port: 80, path: '/' },
      held: ['environment/model/DB_PASSWORD'],
    });
    const value = within(screen.getByRole('group', { name: 'Variable 1', hidden: true })).getByLabelText('Value');
    expect(value.getAttribute('placeholder')).toBe('Kept');
    await next(drawn);
    await review();
    expect(drawn.bridge.requests('services.give-value')).toEqual([]);
  });

  it('loses nothing on the way back, and is saved where it is left whole', async () => {
    const drawn = await drawDeploy();
    await drawn.user.click(radio('By its name, from any registry'));
    await drawn.user.type(field('Name of the image'), 'nginx');
    await drawn.user.click(button('Back'));
    await screen.findByRole('heading', { level: 1, name: 'Which certificate does it use?' });
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([]);
    await drawn.user.click(button('3 Deploy To do'));
    await heading();
    expect(field('Name of the image').value).toBe('nginx');
    await drawn.user.click(field('Example request'));
    await drawn.user.paste('{}');
    drawn.unmount();
    expect(drawn.bridge.requests('services.set-container-group')).toHaveLength(1);
  });

  it('warns of keys that travel in the clear', async () => {
    const drawn = await drawDeploy();
    await drawn.user.click(screen.getByRole('switch', { name: 'TLS' }));
    expect(screen.getByText(/^The keys travel unencrypted/u)).toBeTruthy();
  });
});

describe('a container group that runs already', () => {
  const openExisting = async (
    handlers: Partial<Handlers> = {},
    change: Partial<Service> = {},
  ): Promise<DrawnWizard> => {
    const drawn = await drawDeploy(change, handlers);
    await drawn.user.click(radio('One that runs already'));
    await settled();
    return drawn;
  };
  const example = async ({ user }: DrawnWizard): Promise<void> => {
    await user.click(field('Example request'));
    await user.paste('{}');
  };

  it('is found in the subscription, Latchkey’s own first, and those of Windows can’t be chosen', async () => {
    const drawn = await openExisting();
    expect(screen.queryByRole('combobox', { name: 'Region' }), 'it has one').toBeNull();
    await drawn.user.click(box('Container group'));
    const options = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect(options[0]).toBe('demandLatchkey: demand.contoso.com, rg-other, West Europe, 203.0.113.7');
    expect(screen.getByRole('option', { name: /^old/u }).getAttribute('aria-disabled')).toBe('true');
    await expectAccessible('lies-over');
  });

  it('says which container is the model, what is public, and what happens', async () => {
    const drawn = await openExisting();
    await choose(drawn, 'Container group', /^churn/u);
    expect(drawn.bridge.requests('container-instances.describe-group')).toEqual([
      { tenant: contoso.id, subscription: production.id, resourceGroup: 'rg-other', name: 'churn' },
    ]);
    expect(radio('web').checked, 'the one that the internet reaches').toBe(true);
    expect(field('Port of the model').value).toBe('80');
    expect(
      screen.getByText(
        'Latchkey adds its gateway. Port 443 is opened, and port 80 is closed. All of its containers start anew.',
      ),
    ).toBeTruthy();
    await expectAccessible();
    await example(drawn);
    await next(drawn);
    await review();
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([
      {
        id: serviceId,
        containerGroup: {
          origin: 'existing',
          place: { ...place, resourceGroup: 'rg-other' },
          name: 'churn',
          gatewayImage: usualGatewayImage,
          container: 'web',
          dnsLabel: 'score-contoso-com',
        },
        model: { kind: 'container', image: 'contosomodels.azurecr.io/churn:11', port: 80, path: '/score' },
        example: '{}',
        tls: true,
        keyAuthentication: true,
        allowedOrigins: [],
      },
    ]);
  });

  it('needs no DNS label where Azure has a name for it', async () => {
    const named = { ...described, azureName: 'churn.westeurope.azurecontainer.io' };
    const drawn = await openExisting({ 'container-instances.describe-group': () => named });
    await choose(drawn, 'Container group', /^churn/u);
    expect(screen.queryByLabelText(/^DNS label/u)).toBeNull();
    await example(drawn);
    await next(drawn);
    expect(drawn.bridge.requests('services.set-container-group')[0]?.containerGroup).not.toHaveProperty('dnsLabel');
  });

  it('has to be chosen, with the focus on its list', async () => {
    const drawn = await openExisting();
    await next(drawn);
    await waitFor(() => expect(document.activeElement).toBe(box('Container group')));
    expect(screen.getByText('Choose the container group.')).toBeTruthy();
  });

  it.each([
    ['windows', /^It runs Windows/u],
    ['private-network', /^It is in a private network/u],
    ['spot', /^It is a Spot group/u],
    ['confidential', /^It is confidential/u],
  ] as const)('that can’t be secured says why: %s', async (obstacle, says) => {
    const drawn = await openExisting({ 'container-instances.describe-group': () => ({ ...described, obstacle }) });
    await choose(drawn, 'Container group', /^churn/u);
    expect(screen.getByText(says)).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'web' })).toBeNull();
    await next(drawn);
    expect(drawn.bridge.requests('services.set-container-group')).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(box('Container group')));
  });

  it('can be asked about once more where Azure did not answer', async () => {
    let answers = false;
    const drawn = await openExisting({
      'container-instances.describe-group': () => (answers ? described : decline('azure.timeout', { seconds: 30 })),
    });
    await choose(drawn, 'Container group', /^churn/u);
    expect(screen.getByRole('alert')).toBeTruthy();
    answers = true;
    await drawn.user.click(button('Ask again'));
    await settled();
    expect(radio('web').checked).toBe(true);
  });

  it('asks for what Azure does not give back, and keeps it out of everything else', async () => {
    const asks: DescribedGroup['asks'] = [
      { id: 'environment/web/TOKEN', kind: 'environment', container: 'web', name: 'TOKEN' },
      { id: 'volume-files/certs', kind: 'volume-files', name: 'certs' },
      { id: 'workspace-key/logs', kind: 'workspace-key', name: 'logs' },
    ];
    const drawn = await openExisting(
      {
        'container-instances.describe-group': () => ({ ...described, asks }),
        'services.give-files': () => ({ names: ['ca.pem', 'client.pem'] }),
      },
      { held: ['workspace-key/logs'] },
    );
    const { user, bridge } = drawn;
    await choose(drawn, 'Container group', /^churn/u);
    await example(drawn);
    await next(drawn);
    const token = field('Value of TOKEN in the container web');
    await waitFor(() => expect(document.activeElement).toBe(token));
    expect(token.type).toBe('password');
    await user.keyboard('swordfish');
    expect(screen.getByText('Key of the Log Analytics workspace logs: Kept')).toBeTruthy();
    await user.click(button('Give another: Key of the Log Analytics workspace logs'));
    await user.type(field('Key of the Log Analytics workspace logs'), 'marlin');
    await next(drawn);
    const files = button('Choose files: Files of the secret volume certs');
    await waitFor(() => expect(document.activeElement).toBe(files));
    expect(bridge.requests('services.give-value'), 'nothing is given before all is there').toEqual([]);
    await user.click(files);
    await settled();
    expect(screen.getByText('Files of the secret volume certs: ca.pem, client.pem')).toBeTruthy();
    await expectAccessible();
    act(() => bridge.send('services.changed', held(['workspace-key/logs', 'volume-files/certs'])));
    await next(drawn);
    await review();
    expect(bridge.requests('services.give-value')).toEqual([
      { id: serviceId, valueId: 'environment/web/TOKEN', value: 'swordfish' },
      { id: serviceId, valueId: 'workspace-key/logs', value: 'marlin' },
    ]);
  });

  it('keeps the user at a value that can’t be what it is asked for', async () => {
    const asks: DescribedGroup['asks'] = [{ id: 'protected-settings/x', kind: 'protected-settings', name: 'x' }];
    const drawn = await openExisting({
      'container-instances.describe-group': () => ({ ...described, asks }),
      'services.give-value': () => decline('service.value-unusable', { name: 'x', reason: 'json' }),
    });
    await choose(drawn, 'Container group', /^churn/u);
    await example(drawn);
    const settings = field('Protected settings of the extension x, as JSON');
    await drawn.user.type(settings, 'no');
    await next(drawn);
    await waitFor(() => expect(document.activeElement).toBe(settings));
    expect(screen.queryByRole('heading', { level: 1, name: 'This will happen' })).toBeNull();
  });

  describe('of Latchkey, from another computer', () => {
    const ofLatchkey: DescribedGroup = {
      ...described,
      name: 'demand',
      containers: [
        ...described.containers,
        {
          name: 'latchkey',
          image: usualGatewayImage,
          ports: [443],
          size: { cpu: 0.1, memoryGb: 0.1 },
          isGateway: true,
        },
      ],
      publicPorts: [443],
      latchkey: { hostName: 'demand.contoso.com', container: 'log', port: 9000, path: '/predict' },
    };
    const handlers: Partial<Handlers> = { 'container-instances.describe-group': () => ofLatchkey };
    const primary = 'a'.repeat(43);
    const secondary = 'b'.repeat(43);

    it('is taken over as it is, with new keys', async () => {
      const drawn = await openExisting(handlers);
      await choose(drawn, 'Container group', /^demand/u);
      expect(screen.getByText(/^Latchkey has secured it already, for demand.contoso.com/u)).toBeTruthy();
      expect(radio('log').checked).toBe(true);
      expect(radio('latchkey').disabled, 'a gateway is no model').toBe(true);
      expect(field('Port of the model').value).toBe('9000');
      expect(field('Path that scores').value).toBe('/predict');
      expect(radio('Make new ones').checked).toBe(true);
      await expectAccessible();
      await example(drawn);
      await next(drawn);
      await review();
      expect(drawn.bridge.requests('services.give-api-keys')).toEqual([]);
    });

    it('is taken over with the keys that callers have', async () => {
      const drawn = await openExisting(handlers);
      await choose(drawn, 'Container group', /^demand/u);
      await example(drawn);
      await drawn.user.click(radio('I have them'));
      await next(drawn);
      await waitFor(() => expect(document.activeElement).toBe(field(/^Primary key/u)));
      await drawn.user.keyboard(primary);
      await drawn.user.type(field('Secondary key'), secondary);
      expect(field('Secondary key').type).toBe('password');
      await next(drawn);
      await review();
      expect(drawn.bridge.requests('services.give-api-keys')).toEqual([{ id: serviceId, primary, secondary }]);
    });

    it('keeps the user at keys that are none of Latchkey’s', async () => {
      const drawn = await openExisting({
        ...handlers,
        'services.give-api-keys': () => decline('service.api-key-unusable', { slot: 'primary' }),
      });
      await choose(drawn, 'Container group', /^demand/u);
      await example(drawn);
      await drawn.user.click(radio('I have them'));
      await drawn.user.type(field('Primary key'), 'x');
      await drawn.user.type(field('Secondary key'), 'y');
      await next(drawn);
      await waitFor(() => expect(document.activeElement).toBe(field(/^Primary key/u)));
    });
  });
});

describe('the certificate of a service on Azure', () => {
  it('is not made for trying out unless somebody wants that', async () => {
    await drawWizard({ ...ready, complete: ['domain'] }, world);
    const made = await screen.findByRole<HTMLInputElement>('radio', { name: /^Make a development certificate/u });
    expect(made.checked).toBe(false);
  });
});
