import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from './open-desk';

let desk: ReturnType<typeof openDesk>;
let id: string;
beforeEach(async () => {
  desk = openDesk();
  ({ id } = await desk.setup.create({ target: 'this-computer' }));
  await desk.setup.setHostName({ id, hostName: 'localhost' });
});
afterEach(() => desk.remove());

const change = { kind: 'deploy' } as const;

/** What the deployment engine does with it. */
async function deploy(): Promise<void> {
  await desk.setup.makeCertificate({ id });
  await desk.deployable.makeApiKeys(id);
  await desk.finish(id, change);
}

describe('An order', () => {
  it('says what is missing, in the order of the steps', async () => {
    const { id: empty } = await desk.setup.create({ target: 'this-computer' });
    const missing = (part: string) => ({ code: 'service.not-complete', facts: { missing: part } });
    await expect(desk.deployable.order(empty, change)).rejects.toMatchObject(missing('domain'));
    await expect(desk.deployable.order(id, change)).rejects.toMatchObject(missing('certificate'));
    await expect(desk.deployable.order('00000000-0000-4000-8000-000000000000', change)).rejects.toMatchObject({
      code: 'service.gone',
    });
  });

  it('is declined where a check of its certificate blocks', async () => {
    const { libraryId } = await desk.development.make({ hostNames: ['other.test'], days: 30, signedBy: 'itself' });
    await desk.setup.setCertificate({ id, libraryId });
    await expect(desk.deployable.order(id, change)).rejects.toMatchObject({
      code: 'certificate.not-ready',
      facts: { name: 'other.test', finding: 'host-name-not-covered' },
    });
  });

  it('is the same as long as nothing changes, another one for another certificate, and holds no secret', async () => {
    await desk.setup.makeCertificate({ id });
    const order = await desk.deployable.order(id, change);
    expect(await desk.deployable.order(id, change)).toEqual(order);
    await desk.deployable.makeApiKeys(id);
    expect(await desk.deployable.order(id, change)).toEqual(order);
    const { primary } = await desk.records.apiKeys(id);
    expect(JSON.stringify(order)).not.toMatch(/PRIVATE KEY/u);
    expect(JSON.stringify(order)).not.toContain(primary);
    await desk.setup.makeCertificate({ id });
    expect(await desk.deployable.order(id, change)).not.toEqual(order);
  });
});

describe('Its gateway', () => {
  it('has the chain and its key, and both API keys', async () => {
    await deploy();
    const gateway = await desk.gatewayFor(id, change);
    const certificate = new X509Certificate(gateway.tls?.certificateChain ?? '');
    expect(certificate.checkPrivateKey(createPrivateKey(gateway.tls?.privateKey ?? ''))).toBe(true);
    expect(gateway.apiKeys.primary).toMatch(/^[A-Za-z0-9]{43,}$/u);
    expect(gateway.apiKeys.secondary).not.toBe(gateway.apiKeys.primary);
    expect(gateway).toMatchObject({ hostNames: ['localhost'], port: 8443, keyAuthentication: true });
  });

  it('binds no browser on this computer to TLS: its name may be somebody’s real one, or that of other programs here', async () => {
    await deploy();
    expect(await desk.gatewayFor(id, change)).toMatchObject({ hstsMaxAge: 0 });
  });

  it('sends a leaf of the development authority without the root', async () => {
    await desk.development.makeAuthority();
    const { libraryId } = await desk.development.make({ hostNames: ['localhost'], days: 30, signedBy: 'authority' });
    await deploy();
    await desk.setup.setCertificate({ id, libraryId });
    const { tls } = await desk.gatewayFor(id, change);
    expect(tls?.certificateChain.match(/BEGIN CERTIFICATE/gu)).toHaveLength(1);
  });

  it('has no TLS where that is off, and both API keys also where none is asked for: turned on, they stay what they are', async () => {
    const off = { tls: false, keyAuthentication: false, allowedOrigins: [], model: { kind: 'sample' } as const };
    await desk.setup.setDeployment({ id, ...off, example: '{}', port: 9080 });
    await desk.deployable.makeApiKeys(id);
    const gateway = await desk.gatewayFor(id, change);
    expect(gateway.tls).toBeUndefined();
    expect(gateway).toMatchObject({ keyAuthentication: false, apiKeys: await desk.records.apiKeys(id) });
    await desk.setup.setDeployment({ id, ...off, keyAuthentication: true, example: '{}', port: 9080 });
    const { apiKeys, keyAuthentication } = await desk.gatewayFor(id, change);
    expect({ apiKeys, keyAuthentication }).toEqual({ apiKeys: gateway.apiKeys, keyAuthentication: true });
  });
});

describe('A deployed service', () => {
  it('starts, stops, and starts again with Latchkey only where it ran', async () => {
    await expect(desk.operation.start({ id })).rejects.toMatchObject({ code: 'service.not-deployed' });
    await deploy();
    await desk.operation.start({ id });
    expect(desk.seen.gateways.get(id)?.tls?.privateKey).toContain('BEGIN PRIVATE KEY');

    const restarted = openDesk(desk.folder);
    await restarted.operation.startAgain();
    expect([...restarted.seen.gateways.keys()]).toEqual([id]);
    await restarted.operation.stop({ id });

    const stopped = openDesk(desk.folder);
    await stopped.operation.startAgain();
    expect(stopped.seen.gateways.size).toBe(0);
    await stopped.operation.start({ id });
    await stopped.operation.setStartsWithLatchkey({ id, startsWithLatchkey: false });

    const unwanted = openDesk(desk.folder);
    await unwanted.operation.startAgain();
    expect(unwanted.seen.gateways.size).toBe(0);
  });

  it('keeps its API keys: nothing makes new ones, and they stand nowhere on the disk as they are', async () => {
    await deploy();
    const keys = await desk.records.apiKeys(id);
    await desk.deployable.makeApiKeys(id);
    expect(await openDesk(desk.folder).records.apiKeys(id)).toEqual(keys);
    for (const name of readdirSync(join(desk.folder, 'kept'))) {
      const bytes = readFileSync(join(desk.folder, 'kept', name));
      for (const key of Object.values(keys)) expect(bytes.includes(key)).toBe(false);
    }
  });

  it('has a key copied in main: the answer says how long it stays', async () => {
    await deploy();
    const { primary, secondary } = await desk.records.apiKeys(id);
    expect(await desk.operation.copyKey({ id, slot: 'secondary' })).toEqual({ seconds: 60 });
    await desk.operation.copyKey({ id, slot: 'primary' });
    expect(desk.seen.copied).toEqual([secondary, primary]);
  });

  it('is proved at its own place by its own name, with what it has to show', async () => {
    await deploy();
    await desk.operation.prove({ id });
    const { leaf } = (await desk.records.list()).services[0]?.certificate ?? {};
    expect(desk.seen.proved[0]).toMatchObject({
      hostName: 'localhost',
      address: '127.0.0.1',
      port: 8443,
      path: '/score',
      tls: { leafSha256: leaf?.sha256 },
      apiKeys: await desk.records.apiKeys(id),
    });
    expect(desk.seen.changed.at(-1)?.services[0]?.proof?.passed).toBe(true);
  });

  it('says how to call it, and saves what callers have to trust under a name that says what it is', async () => {
    await deploy();
    const { snippets, trust } = await desk.operation.howToCall({ id });
    expect(snippets).toHaveLength(6);
    expect(trust).toBe('localhost.trust.development-only.pem');
    for (const { code } of snippets) expect(code).toContain('https://localhost:8443/score');
    await expect(desk.operation.saveTrust({ id, folder: '/', replace: false })).rejects.toMatchObject({
      code: 'folder.not-chosen',
    });
    await desk.operation.saveTrust({ id, folder: desk.folder, replace: false });
    const saved = readFileSync(join(desk.folder, trust ?? ''), 'utf8');
    expect(new X509Certificate(saved).checkHost('localhost')).toBe('localhost');
    expect(saved).not.toContain('PRIVATE');
  });

  it('still shows the certificate that it serves when that is deleted from the library, until it serves none', async () => {
    await deploy();
    const certificate = async () => (await desk.records.list()).services[0]?.certificate;
    const before = await certificate();
    expect(before?.leaf).toMatchObject({ name: 'localhost', developmentOnly: true });
    await desk.library.delete({ id: before?.libraryId ?? '' });
    expect(await certificate()).toEqual({ ...before, isKept: false });
    const without = { model: { kind: 'sample' } as const, example: '{}', port: 8443, keyAuthentication: true };
    await desk.setup.setDeployment({ id, ...without, tls: false, allowedOrigins: [] });
    expect((await desk.records.list()).services[0]?.changed?.certificate).toEqual({ ...before, isKept: false });
    await desk.finish(id, change);
    expect(await certificate()).toEqual({ libraryId: before?.libraryId, isKept: false });
  });

  it('needs another certificate deployed where its own was deleted, and says whether one waits for that', async () => {
    await deploy();
    await desk.library.delete({ id: (await desk.records.get(id)).facts.certificate ?? '' });
    const rotate = { kind: 'rotate-key', slot: 'primary' } as const;
    const attempts = [
      () => desk.deployable.order(id, rotate),
      () => desk.operation.start({ id }),
      () => desk.operation.prove({ id }),
      () => desk.operation.howToCall({ id }),
      () => desk.operation.saveTrust({ id, folder: desk.folder, replace: false }),
    ];
    const expectDeclined = async (waits: boolean): Promise<void> => {
      const gone = { code: 'service.certificate-gone', facts: { hostName: 'localhost', waits } };
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(gone);
    };
    await expectDeclined(false);
    await desk.setup.makeCertificate({ id });
    await expectDeclined(true);
    await desk.finish(id, change);
    for (const attempt of attempts) await attempt();
  });

  it('goes on without a certificate where that was deleted and TLS is off', async () => {
    await deploy();
    await desk.library.delete({ id: (await desk.records.get(id)).facts.certificate ?? '' });
    const without = { model: { kind: 'sample' } as const, example: '{}', port: 8443, keyAuthentication: true };
    await desk.setup.setDeployment({ id, ...without, tls: false, allowedOrigins: [] });
    await expect(desk.operation.start({ id })).rejects.toMatchObject({ facts: { waits: true } });
    await desk.finish(id, change);
    await desk.operation.start({ id });
    expect(desk.seen.gateways.get(id)?.tls).toBeUndefined();
  });

  it('shows nothing of a certificate that was chosen since and deleted before it was deployed', async () => {
    await deploy();
    await desk.setup.makeCertificate({ id });
    const changed = async () => (await desk.records.list()).services[0]?.changed?.certificate;
    const libraryId = (await changed())?.libraryId ?? '';
    await desk.library.delete({ id: libraryId });
    expect(await changed()).toEqual({ libraryId, isKept: false });
  });

  it('is proved anew after it was stopped or started: what was true before says nothing', async () => {
    await deploy();
    const proof = async () => (await desk.records.list()).services.find((one) => one.id === id)?.proof;
    for (const act of ['start', 'stop'] as const) {
      await desk.operation.prove({ id });
      expect(await proof()).toBeDefined();
      await desk.operation[act]({ id });
      expect(await proof()).toBeUndefined();
    }
  });

  it('tells the requests that it answered, as long as it is one of this computer', async () => {
    const one = {
      time: '2026-11-24T10:00:00Z',
      method: 'POST',
      path: `/${id}`,
      status: 200,
      milliseconds: 1,
      keySlot: 'primary' as const,
    };
    desk.seen.served.push({ ...one, bytes: 2 }, { ...one, bytes: 2, path: '/another' });
    await expect(desk.operation.requests({ id })).rejects.toMatchObject({ code: 'service.not-deployed' });
    await deploy();
    expect(await desk.operation.requests({ id })).toEqual({ requests: [one] });
  });

  it('is stopped and forgotten when it is removed; its certificate stays', async () => {
    await deploy();
    await desk.operation.start({ id });
    await desk.operation.delete({ id });
    expect(desk.running.size).toBe(0);
    expect(desk.seen.forgotten).toEqual([id]);
    expect((await desk.records.list()).services).toEqual([]);
    expect((await desk.library.list()).entries).toHaveLength(1);
    await expect(desk.records.apiKeys(id)).rejects.toMatchObject({ code: 'service.gone' });
  });
});
