import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Service, servicesSchema } from '../../../shared/services/contract';
import { openDesk } from './open-desk';

let desk: ReturnType<typeof openDesk>;
let id: string;
beforeEach(async () => {
  desk = openDesk();
  ({ id } = await desk.setup.create({ target: 'this-computer' }));
  await desk.setup.setHostName({ id, hostName: 'localhost' });
  await desk.setup.makeCertificate({ id });
  await desk.deployable.makeApiKeys(id);
  await desk.finish(id, deploy);
});
afterEach(() => desk.remove());

const deploy = { kind: 'deploy' } as const;
const asDeployed = {
  model: { kind: 'sample' as const },
  example: '{"data":[1]}',
  port: 8443,
  tls: true,
  keyAuthentication: true,
  allowedOrigins: [] as string[],
};
const open = { ...asDeployed, port: 9080, tls: false, keyAuthentication: false };

async function service(): Promise<Service> {
  const found = servicesSchema.parse(await desk.records.list()).services.find((one) => one.id === id);
  if (!found) throw new Error('no such service');
  return found;
}

describe('What is chosen of a service that is deployed', () => {
  it('changes nothing of what runs: not where it is started again, called or proved', async () => {
    await desk.setup.setDeployment({ id, ...open });
    await desk.setup.setHostName({ id, hostName: 'other.test' });
    await desk.operation.start({ id });
    expect(desk.seen.gateways.get(id)).toMatchObject({ hostNames: ['localhost'], port: 8443, tls: expect.anything() });
    const again = openDesk(desk.folder);
    await again.operation.startAgain();
    expect(again.seen.gateways.get(id)).toMatchObject({ port: 8443, tls: expect.anything() });
    await desk.operation.prove({ id });
    expect(desk.seen.proved[0]).toMatchObject({ hostName: 'localhost', port: 8443, apiKeys: expect.anything() });
    const { snippets } = await desk.operation.howToCall({ id });
    for (const { code } of snippets) expect(code).toContain('https://localhost:8443/score');
  });

  it('is told beside what is deployed, and the steps are those of what is chosen', async () => {
    await desk.setup.setDeployment({ id, ...open });
    const { url, port, tls, changed, complete } = await service();
    expect({ url, port, tls }).toEqual({ url: 'https://localhost:8443/score', port: 8443, tls: true });
    expect(changed).toMatchObject({ hostName: 'localhost', port: 9080, tls: false, keyAuthentication: false });
    expect(complete).toEqual(['domain', 'certificate', 'dns']);
  });

  it('is what a deployment makes of it, and nothing waits any more', async () => {
    await desk.setup.setDeployment({ id, ...open });
    expect(await desk.deployable.order(id, deploy)).toMatchObject({ tls: false, keyAuthentication: false });
    expect(await desk.gatewayFor(id, deploy)).toMatchObject({ port: 9080 });
    await desk.finish(id, deploy);
    const { url, changed, complete } = await service();
    expect({ url, changed }).toEqual({ url: 'http://localhost:9080/score', changed: undefined });
    expect(complete).toContain('deploy');
  });

  it('does not slip into another change: a key is replaced in what runs', async () => {
    await desk.setup.setDeployment({ id, ...open });
    const rotate = { kind: 'rotate-key', slot: 'primary' } as const;
    expect(await desk.gatewayFor(id, rotate)).toMatchObject({ port: 8443, tls: expect.anything() });
    await desk.finish(id, rotate);
    const { port, changed } = await service();
    expect([port, changed?.port]).toEqual([8443, 9080]);
  });

  it('waits for the next deployment where it was chosen while one was under way', async () => {
    await desk.setup.setDeployment({ id, ...open });
    const order = await desk.deployable.order(id, deploy);
    await desk.setup.setDeployment({ id, ...open, port: 9999 });
    expect(await desk.deployable.gateway(order)).toMatchObject({ port: 9080 });
    await desk.deployable.deployed(order, {});
    const { port, changed } = await service();
    expect([port, changed?.port]).toEqual([9080, 9999]);
  });

  it('stays discarded where it was discarded while its deployment was under way', async () => {
    await desk.setup.setDeployment({ id, ...open });
    const order = await desk.deployable.order(id, deploy);
    await desk.setup.discardChanges({ id });
    await desk.deployable.deployed(order, {});
    const { port, changed } = await service();
    expect([port, changed]).toEqual([9080, undefined]);
  });

  it('is forgotten where the user goes back to what is deployed, in one press or choice by choice', async () => {
    const before = await service();
    await desk.setup.setDeployment({ id, ...open });
    await desk.setup.discardChanges({ id });
    expect(await service()).toEqual(before);
    await desk.setup.setDeployment({ id, ...asDeployed, example: before.example, port: 9080 });
    expect((await service()).changed).toBeDefined();
    await desk.setup.setDeployment({ id, ...asDeployed, example: before.example });
    expect(await service()).toEqual(before);
  });

  it('counts as a use of its certificate beside the one that runs', async () => {
    const [running] = [...(await desk.records.usedBy()).keys()];
    await desk.setup.makeCertificate({ id });
    const used = await desk.records.usedBy();
    expect(used.get(running ?? '')).toEqual(['localhost']);
    expect(used.size).toBe(2);
    await desk.setup.setDeployment({ id, ...open });
    // Without TLS it takes none.
    expect([...(await desk.records.usedBy()).keys()]).toEqual([running]);
    expect((await service()).certificate?.libraryId).toBe(running);
  });

  it('is all that is left once it was deleted where it ran', async () => {
    await desk.setup.setDeployment({ id, ...open });
    await desk.deployable.deployed({ ...(await desk.deployable.order(id, { kind: 'delete' })) }, {});
    const { deployed, changed, port } = await service();
    expect({ deployed, changed, port }).toEqual({ deployed: undefined, changed: undefined, port: 9080 });
  });
});
