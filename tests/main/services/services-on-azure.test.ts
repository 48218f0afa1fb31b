import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Service, servicesSchema } from '../../../shared/services/contract';
import { chosen, containerGroup, createOnAzure, deployOnAzure, learned, model } from './azure-service';
import { openDesk } from './open-desk';

let desk: ReturnType<typeof openDesk>;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  vi.useRealTimers();
  desk.remove();
});

const service = async (id: string): Promise<Service> => {
  const found = servicesSchema.parse(await desk.records.list()).services.find((one) => one.id === id);
  if (!found) throw new Error('no such service');
  return found;
};
const deploy = { kind: 'deploy' } as const;
const later = ['rotate-key', 'restart', 'stop', 'start', 'delete'] as const;
const changeOf = (kind: (typeof later)[number]) =>
  kind === 'rotate-key' ? ({ kind, slot: 'primary' } as const) : { kind };
const done = (id: string, kind: (typeof later)[number], facts = {}) => desk.finish(id, changeOf(kind), facts);

describe('A new service on Azure', () => {
  it('has the usual choices and no image yet, and no port of this computer', async () => {
    const { id } = await desk.setup.create({ target: 'container-instances' });
    expect(await service(id)).toMatchObject({
      target: 'container-instances',
      model: { kind: 'container', image: '', path: '/score' },
      port: 443,
      held: [],
      hasApiKeys: false,
      complete: [],
      running: { state: 'stopped' },
    });
    expect((await desk.setup.create({ target: 'container-instances' })).id).not.toBe(id);
  });

  it('is not complete before its group was chosen', async () => {
    const { id } = await desk.setup.create({ target: 'container-instances' });
    await desk.setup.setHostName({ id, hostName: 'score.contoso.test' });
    await desk.setup.makeCertificate({ id });
    await expect(desk.deployable.order(id, deploy)).rejects.toMatchObject({
      code: 'service.not-complete',
      facts: { missing: 'deploy' },
    });
    await expect(desk.whereabouts.group(id)).rejects.toMatchObject({ code: 'service.not-deployed' });
  });

  it('listens where the internet expects it: at 443 with TLS, at 80 without', async () => {
    const id = await createOnAzure(desk);
    expect(await service(id)).toMatchObject({ port: 443, url: 'https://score.contoso.test/predict', model });
    await desk.setup.setContainerGroup({ id, ...chosen, tls: false });
    expect(await service(id)).toMatchObject({ port: 80, url: 'http://score.contoso.test/predict', containerGroup });
  });

  it.each([
    [{ containerGroup: { ...containerGroup, name: 'UNUSABLE' } }, 'container-group.setting-unusable'],
    [{ example: '{' }, 'service.example-invalid'],
    [{ allowedOrigins: ['app.contoso.com'] }, 'service.origin-invalid'],
  ])('declines %j, and nothing changes', async (change, code) => {
    const id = await createOnAzure(desk);
    const before = await service(id);
    await expect(desk.setup.setContainerGroup({ id, ...chosen, ...change })).rejects.toMatchObject({ code });
    expect(await service(id)).toEqual(before);
  });

  it('takes no choices of a service here, nor the other way round', async () => {
    const id = await createOnAzure(desk);
    const here = { model: { kind: 'sample' }, example: '{}', port: 1, tls: true, keyAuthentication: true } as const;
    const wrong = desk.setup.setDeployment({ id, ...here, allowedOrigins: [] });
    await expect(wrong).rejects.toMatchObject({ code: 'call.invalid' });
    const { id: other } = await desk.setup.create({ target: 'this-computer' });
    await expect(desk.setup.setContainerGroup({ id: other, ...chosen })).rejects.toMatchObject({
      code: 'call.invalid',
    });
  });
});

describe('Its order', () => {
  it('has the group and the model as the target’s settings, and says what it is for', async () => {
    const id = await createOnAzure(desk);
    expect(await desk.deployable.order(id, deploy)).toMatchObject({
      target: 'container-instances',
      change: deploy,
      hostName: 'score.contoso.test',
      settings: { containerGroup, model },
      held: [],
    });
  });

  it.each(later)('to %s is for what was deployed, or, to delete, for what may have been begun', async (kind) => {
    const id = await createOnAzure(desk);
    const before = desk.deployable.order(id, changeOf(kind));
    if (kind === 'delete') expect(await before).toMatchObject({ change: { kind } });
    else await expect(before).rejects.toMatchObject({ code: 'service.not-deployed' });
    await deployOnAzure(desk, id);
    expect(await desk.deployable.order(id, changeOf(kind))).toMatchObject({ change: changeOf(kind) });
  });

  it('to delete asks for a group, which a service has that was ever begun to be deployed', async () => {
    const { id } = await desk.setup.create({ target: 'container-instances' });
    await desk.setup.setHostName({ id, hostName: 'score.contoso.test' });
    await expect(desk.deployable.order(id, { kind: 'delete' })).rejects.toMatchObject({ code: 'service.not-complete' });
  });

  it('to restart, stop, start or delete is not held up by a certificate that expired', async () => {
    const id = await createOnAzure(desk);
    await deployOnAzure(desk, id);
    vi.useFakeTimers({ now: Date.now() + 400 * 86_400_000, toFake: ['Date'] });
    for (const kind of ['restart', 'stop', 'start', 'delete'] as const) {
      expect((await desk.deployable.order(id, { kind })).certificate).toBeUndefined();
    }
    const expired = { code: 'certificate.not-ready', facts: { finding: 'expired' } };
    await expect(desk.deployable.order(id, deploy)).rejects.toMatchObject(expired);
    await expect(desk.deployable.order(id, changeOf('rotate-key'))).rejects.toMatchObject(expired);
  });
});

describe('Its gateway', () => {
  it('stands before the container beside it', async () => {
    const id = await createOnAzure(desk);
    await deployOnAzure(desk, id);
    expect(await desk.gatewayFor(id, deploy)).toMatchObject({
      hostNames: ['score.contoso.test'],
      port: 443,
      model: { host: '127.0.0.1', port: 8000 },
      // A year: browsers that came by TLS once never come without.
      hstsMaxAge: 31_536_000,
    });
  });
});

describe('A service that was deployed on Azure', () => {
  let id: string;
  beforeEach(async () => {
    id = await createOnAzure(desk);
    await deployOnAzure(desk, id);
  });

  it('is known to be there, at the address that Azure gave; whether its name leads there is another step', async () => {
    expect(await service(id)).toMatchObject({
      running: { state: 'deployed' },
      reached: learned,
      complete: ['domain', 'certificate', 'deploy'],
    });
    expect(await desk.whereabouts.place(id)).toEqual({ hostName: 'score.contoso.test', ...learned });
    await desk.whereabouts.seen(id);
    expect((await service(id)).complete).toEqual(['domain', 'certificate', 'deploy', 'dns']);
    expect(await desk.whereabouts.group(id)).toEqual({
      tenant: containerGroup.place.tenant,
      subscription: containerGroup.place.subscription,
      resourceGroup: 'scoring',
      name: 'churn',
    });
  });

  it('is not led to by its name any more once Azure gives another address, or it has another name', async () => {
    await desk.whereabouts.seen(id);
    await done(id, 'restart', learned);
    expect((await service(id)).complete).toContain('dns');
    await done(id, 'restart', { ...learned, address: '20.50.1.9' });
    expect(await service(id)).toMatchObject({
      reached: { ...learned, address: '20.50.1.9' },
      complete: ['domain', 'certificate', 'deploy'],
    });
    await desk.whereabouts.seen(id);
    await desk.setup.setHostName({ id, hostName: 'other.contoso.test' });
    expect((await service(id)).complete).not.toContain('dns');
  });

  it('is stopped and started by deployments, of which this computer takes none for its own', async () => {
    const deployed = (await service(id)).deployed;
    await done(id, 'stop');
    expect(await service(id)).toMatchObject({ running: { state: 'stopped' }, reached: learned, deployed });
    await done(id, 'start', { address: '20.50.1.3' });
    expect(await service(id)).toMatchObject({ running: { state: 'deployed' }, reached: { address: '20.50.1.3' } });
    const notOffered = { code: 'deployment.change-not-offered' };
    await expect(desk.operation.start({ id })).rejects.toMatchObject(notOffered);
    await expect(desk.operation.stop({ id })).rejects.toMatchObject(notOffered);
    await desk.operation.startAgain();
    expect(desk.seen.gateways.size).toBe(0);
  });

  it('is deleted there, and stays here with everything that was chosen', async () => {
    const keys = await desk.records.apiKeys(id);
    await desk.whereabouts.seen(id);
    for (const _twice of [1, 2]) await done(id, 'delete');
    const { certificate, reached, deployed, ...rest } = await service(id);
    expect(rest).toMatchObject({ containerGroup, running: { state: 'stopped' }, complete: ['domain', 'certificate'] });
    expect([reached, deployed]).toEqual([undefined, undefined]);
    expect(certificate?.leaf?.name).toBe('score.contoso.test');
    expect(await desk.records.apiKeys(id)).toEqual(keys);
    await expect(desk.operation.prove({ id })).rejects.toMatchObject({ code: 'service.not-deployed' });
  });

  it('still shows the certificate that it serves when that is deleted from the library, until it is deleted there', async () => {
    const { certificate } = await service(id);
    expect(certificate?.leaf).toMatchObject({ name: 'score.contoso.test', developmentOnly: true });
    const { libraryId = '' } = certificate ?? {};
    await desk.library.delete({ id: libraryId });
    await done(id, 'restart');
    expect((await service(id)).certificate).toEqual({ ...certificate, isKept: false });
    await done(id, 'delete');
    expect((await service(id)).certificate).toEqual({ libraryId, isKept: false });
  });

  it('is forgotten here when it is removed, and its certificate is used no more', async () => {
    await desk.operation.delete({ id });
    expect((await desk.records.list()).services).toEqual([]);
    expect(desk.seen.forgotten).toEqual([id]);
    expect((await desk.library.list()).entries[0]?.usedBy).toEqual([]);
  });

  it('is proved at the address that Azure gave, and what was proved is void after the next deployment', async () => {
    await desk.operation.prove({ id });
    expect(desk.seen.proved[0]).toMatchObject({
      hostName: 'score.contoso.test',
      address: learned.address,
      port: 443,
      path: '/predict',
      apiKeys: await desk.records.apiKeys(id),
    });
    expect((await service(id)).proof?.passed).toBe(true);
    await done(id, 'restart', learned);
    expect((await service(id)).proof).toBeUndefined();
    expect(desk.seen.changed.at(-1)?.services[0]?.proof).toBeUndefined();
  });

  it('says how to call it', async () => {
    const { snippets } = await desk.operation.howToCall({ id });
    for (const { code } of snippets) expect(code).toContain('https://score.contoso.test/predict');
  });

  it('is as it was after a restart of Latchkey', async () => {
    const before = await service(id);
    const again = openDesk(desk.folder);
    expect((await again.records.list()).services).toEqual([before]);
  });
});
