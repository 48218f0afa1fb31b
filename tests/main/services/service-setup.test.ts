import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/services/contract';
import { servicesSchema } from '../../../shared/services/contract';
import { openDesk, TAKEN } from './open-desk';

let desk: ReturnType<typeof openDesk>;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const create = async (): Promise<string> => (await desk.setup.create({ target: 'this-computer' })).id;
const service = async (id: string): Promise<Service> => {
  const found = servicesSchema.parse(await desk.records.list()).services.find((one) => one.id === id);
  if (!found) throw new Error('no such service');
  return found;
};
const chosen = {
  model: { kind: 'address', address: 'http://127.0.0.1:5001/score' },
  example: '{"data": [1]}',
  port: 9443,
  tls: true,
  keyAuthentication: true,
  allowedOrigins: ['https://app.contoso.com'],
} as const;

describe('A new service', () => {
  it('has the usual choices, and nothing of it is complete or deployed', async () => {
    const made = await service(await create());
    expect(made).toMatchObject({ tls: true, keyAuthentication: true, model: { kind: 'sample' }, port: 8443 });
    expect(made).toMatchObject({ complete: [], running: { state: 'stopped' }, hasApiKeys: false, keeping: 'keyring' });
    expect(made.deployed).toBeUndefined();
    expect(made.url).toBeUndefined();
  });

  it('gets a port that no other service has', async () => {
    const ports = [await create(), await create(), await create()].map(async (id) => (await service(id)).port);
    expect(await Promise.all(ports)).toEqual([8443, 8444, 8445]);
  });

  it('is there after a restart, and every change is told', async () => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'localhost' });
    const again = openDesk(desk.folder);
    expect((await again.records.list()).services.map(({ hostName }) => hostName)).toEqual(['localhost']);
    expect(desk.seen.changed.at(-1)?.services[0]?.complete).toEqual(['domain']);
  });
});

describe('Its host name', () => {
  it('is kept in A-labels and shown as a person reads it', async () => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'https://Bücher.contoso.test/score' });
    expect((await desk.records.get(id)).facts.hostName).toBe('xn--bcher-kva.contoso.test');
    expect(await service(id)).toMatchObject({ hostName: 'bücher.contoso.test', complete: ['domain'] });
    expect((await service(id)).url).toBe('https://xn--bcher-kva.contoso.test:8443/score');
  });

  it.each([
    ['*.contoso.test', 'service.host-name-blocked'],
    ['-', 'host-name.invalid'],
    ['', 'host-name.invalid'],
  ])('%j is declined, and what was there stays', async (hostName, code) => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'localhost' });
    await expect(desk.setup.setHostName({ id, hostName })).rejects.toMatchObject({ code });
    expect((await service(id)).hostName).toBe('localhost');
  });
});

describe('Its certificate', () => {
  it('is made for localhost and for the addresses that programs use in its place', async () => {
    const id = await create();
    await expect(desk.setup.makeCertificate({ id })).rejects.toMatchObject({ code: 'service.not-complete' });
    await desk.setup.setHostName({ id, hostName: 'localhost' });
    await desk.setup.makeCertificate({ id });
    const { certificate, complete } = await service(id);
    expect(certificate).toMatchObject({ isKept: true, leaf: { name: 'localhost', developmentOnly: true } });
    expect(complete).toEqual(['domain', 'certificate']);
    const [entry] = (await desk.library.list()).entries;
    expect(entry).toMatchObject({ usedBy: ['localhost'], leaf: { hostNames: ['localhost', '127.0.0.1', '::1'] } });
  });

  it('is offered in the order in which it fits', async () => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'score.contoso.test' });
    await desk.development.make({ hostNames: ['other.contoso.test'], days: 90, signedBy: 'itself' });
    await desk.development.make({ hostNames: ['*.contoso.test'], days: 30, signedBy: 'itself' });
    await desk.development.make({ hostNames: ['score.contoso.test'], days: 60, signedBy: 'itself' });
    const { candidates } = await desk.setup.candidates({ id });
    expect(candidates.map(({ name, ready }) => [name, ready])).toEqual([
      ['score.contoso.test', true],
      ['*.contoso.test', true],
      ['other.contoso.test', false],
    ]);
    expect(candidates[2]?.findings[0]).toMatchObject({ code: 'host-name-not-covered', level: 'blocks' });
  });

  it('is missing again when it is deleted from the library', async () => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'localhost' });
    await desk.setup.makeCertificate({ id });
    const libraryId = (await service(id)).certificate?.libraryId ?? '';
    await desk.library.delete({ id: libraryId });
    const { certificate, complete } = await service(id);
    expect({ certificate, complete }).toEqual({ certificate: { libraryId, isKept: false }, complete: ['domain'] });
    await expect(desk.setup.setCertificate({ id, libraryId })).rejects.toMatchObject({ code: 'library.gone' });
  });

  it('is not needed where TLS is off', async () => {
    const id = await create();
    await desk.setup.setDeployment({ id, ...chosen, tls: false, allowedOrigins: [] });
    expect((await service(id)).complete).toEqual(['certificate']);
  });
});

describe('What is deployed', () => {
  it('is saved as it was chosen, and its path is the model’s', async () => {
    const id = await create();
    await desk.setup.setHostName({ id, hostName: 'localhost' });
    await desk.setup.setDeployment({ id, ...chosen, allowedOrigins: [...chosen.allowedOrigins] });
    expect(await service(id)).toMatchObject({ ...chosen, url: 'https://localhost:9443/score' });
  });

  it.each([
    [{ example: '{"data": [1}' }, 'service.example-invalid'],
    [{ allowedOrigins: ['https://app.contoso.com/'] }, 'service.origin-invalid'],
    [{ allowedOrigins: ['app.contoso.com'] }, 'service.origin-invalid'],
    [{ allowedOrigins: ['file:///'] }, 'service.origin-invalid'],
    [{ allowedOrigins: ['*'] }, 'service.origin-invalid'],
    [{ port: TAKEN }, 'gateway.port-taken'],
  ])('is declined with %j, and nothing changes', async (change, code) => {
    const id = await create();
    const request = { id, ...chosen, allowedOrigins: [], ...change };
    await expect(desk.setup.setDeployment(request)).rejects.toMatchObject({ code });
    expect((await service(id)).port).toBe(8443);
  });
});
