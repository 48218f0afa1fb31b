import { execFileSync, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { until } from '../../support/gateway/ports';
import { makeTls } from '../../support/gateway/usual-gateway';
import { createCertificateFactory } from '../../support/openssl';
import { connect } from './clients';
import { isReachable, keys, modelContainer, protectedGroup, score, secretOf, whyNotRun } from './protected-group';

const quick = { pullMilliseconds: 5, restartMilliseconds: 20, operationPolls: 0 };
const factory = createCertificateFactory();
const [tls, renewed] = [makeTls(factory, 'first'), makeTls(factory, 'second')];
const fingerprints = [tls, renewed].map(({ certificateChain }) => new X509Certificate(certificateChain).fingerprint256);
afterAll(() => factory.remove());

type Groups = ReturnType<Awaited<ReturnType<typeof connect>>['containers']>;
let emulator: Emulator;
let client: Groups;
async function open(runner: 'real' | 'loopback'): Promise<void> {
  emulator = await startEmulator({ runner, settings: quick });
  client = (await connect(emulator)).containers();
}
const create = (name: string, group: ContainerGroup) =>
  client.containerGroups.beginCreateOrUpdateAndWait('models', name, group, { updateIntervalInMs: 20 });
const addressOf = (group: ContainerGroup): string => group.ipAddress?.ip ?? '';
const shown = (name: string) => client.containerGroups.get('models', name);
const logOf = async (name: string, container: string): Promise<string> =>
  (await client.containers.listLogs('models', name, container)).content ?? '';
const stateOf = async (name: string, container: string) =>
  (await shown(name)).containers.find((each) => each.name === container)?.instanceView;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const noNamespaces = whyNotRun(true);
describe.skipIf(noNamespaces)(
  `a group in a network namespace${noNamespaces ? ` (skipped: ${noNamespaces})` : ''}`,
  () => {
    beforeAll(() => open('real'));
    afterAll(() => emulator.stop());
    beforeEach(() => void Object.assign(emulator.settings, quick));

    it('answers over TLS at its address, to whoever has a key', async () => {
      expect(emulator.isolation).toBe('network-namespaces');
      const address = addressOf(await create('score', protectedGroup(tls)));
      expect(await score(address, '[[1,2]]')).toMatchObject({ status: 401, fingerprint: fingerprints[0] });
      const scored = await score(address, '{"data":[[1,2],[3,4],[1,2]]}', keys.secondary);
      expect(scored.status).toBe(200);
      const { predictions } = JSON.parse(scored.body) as { predictions: number[] };
      expect(predictions).toHaveLength(3);
      expect(predictions[2]).toBe(predictions[0]);
      expect(predictions[1]).not.toBe(predictions[0]);
      expect((await score(address, 'no JSON', keys.primary)).status).toBe(400);
      await until(async () => (await logOf('score', 'model')).includes('POST /score 400'));
      expect(await logOf('score', 'gateway')).toContain('POST /score 401');
    });

    it('is reached at no port that is not public', async () => {
      const address = addressOf(await create('score', protectedGroup(tls)));
      await score(address, '[]', keys.primary);
      await until(async () => (await logOf('score', 'model')).includes('listening on port 5001'));
      expect(await isReachable(address, 5001)).toBe(false);
      expect(await isReachable(address, 443)).toBe(true);
    });

    it('gets every variable and every secret file unchanged, and logs none of them', async () => {
      const config = `binary \u0000 and text ${'x'.repeat(100)}\n`;
      const model = {
        ...modelContainer('contoso/score:7'),
        volumeMounts: [{ name: 'model-files', mountPath: '/opt/model-files' }],
      };
      const group = protectedGroup(tls);
      const volumes = [
        ...(group.volumes ?? []),
        { name: 'model-files', secret: secretOf([{ name: 'a.conf', content: config }]) },
      ];
      await create('secrets', {
        ...protectedGroup(tls, { ipAddress: { type: 'Public', ports: [{ port: 443 }] } }),
        containers: [model, ...group.containers.slice(1)],
        volumes,
      });
      await until(async () => (await logOf('secrets', 'model')).includes('listening'));
      const log = await logOf('secrets', 'model');
      expect(log).toContain(`environment PLAIN sha256=${sha256('as it was sent')}\n`);
      expect(log).toContain(`environment TOKEN sha256=${sha256('never-seen-in-a-log')}\n`);
      expect(log).toContain(`file /opt/model-files/a.conf sha256=${sha256(config)}\n`);
      expect(log).not.toMatch(/never-seen|as it was sent|xxxx/u);
      expect(log.match(/^environment \w+/gmu)).toEqual(['environment PATH', 'environment PLAIN', 'environment TOKEN']);
      expect(existsSync('/opt/model-files') || existsSync('/etc/latchkey-test')).toBe(false);
    });

    it('shows the new certificate after an update, at the same address', async () => {
      const before = addressOf(await create('renewal', named('renewal', tls)));
      expect((await score(before, '[]', keys.primary)).fingerprint).toBe(fingerprints[0]);
      const pids = emulator
        .groups()
        .flatMap(({ id, processes }) => (id.endsWith('renewal') ? Object.values(processes) : []));
      const after = addressOf(await create('renewal', named('renewal', renewed)));
      expect(after).toBe(before);
      expect(await score(after, '[]', keys.primary)).toMatchObject({ status: 200, fingerprint: fingerprints[1] });
      expect(pids).toHaveLength(2);
      for (const pid of pids) expect(existsSync(`/proc/${pid}`)).toBe(false);
    });

    it('has another address and the same name when it comes again', async () => {
      const first = await create('again', named('again', tls));
      await client.containerGroups.beginDeleteAndWait('models', 'again');
      expect(await isReachable(addressOf(first), 443)).toBe(false);
      const second = await create('again', named('again', tls));
      expect(second.ipAddress?.fqdn).toBe(first.ipAddress?.fqdn);
      expect(addressOf(second)).not.toBe(addressOf(first));
      expect((await score(addressOf(second), '[]', keys.primary)).status).toBe(200);
    });

    it('ends when it is stopped, and runs at another address when it is started', async () => {
      const before = addressOf(await create('pause', named('pause', tls)));
      await score(before, '[]');
      await client.containerGroups.stop('models', 'pause');
      expect(await isReachable(before, 443)).toBe(false);
      expect((await shown('pause')).instanceView?.state).toBe('Stopped');
      const gateway = await stateOf('pause', 'gateway');
      expect(gateway?.currentState).toMatchObject({ state: 'Terminated', exitCode: 0, detailStatus: 'Completed' });
      expect(gateway?.events?.map(({ name }) => name)).toEqual(['Pulling', 'Pulled', 'Started', 'Killing']);
      await client.containerGroups.beginStartAndWait('models', 'pause');
      const after = addressOf(await shown('pause'));
      expect(after).not.toBe(before);
      expect((await score(after, '[]', keys.primary)).status).toBe(200);
    });

    it('says what nginx said of a configuration it does not take', async () => {
      const group = named('mistake', tls);
      const files = [{ name: 'nginx.conf', content: 'events {}\nhttp { sever { } }\n' }];
      const made = await create('mistake', { ...group, volumes: [{ name: 'gateway-files', secret: secretOf(files) }] });
      expect(made.provisioningState).toBe('Succeeded');
      await until(async () => ((await stateOf('mistake', 'gateway'))?.restartCount ?? 0) > 1);
      expect((await stateOf('mistake', 'gateway'))?.previousState).toMatchObject({
        state: 'Terminated',
        exitCode: 1,
        detailStatus: 'Error',
      });
      await until(async () => (await logOf('mistake', 'gateway')).includes('unknown directive "sever"'));
      expect((await stateOf('mistake', 'model'))?.currentState?.state).toBe('Running');
    });

    it('tells how far it is while images are pulled', async () => {
      emulator.settings.pullMilliseconds = 400;
      const poller = await client.containerGroups.beginCreateOrUpdate('models', 'slow', named('slow', tls));
      const names = async (container: string) =>
        ((await stateOf('slow', container))?.events ?? []).map(({ name }) => name);
      await until(async () => (await names('model')).includes('Pulling'));
      const early = await shown('slow');
      expect(early.provisioningState).toBe('Pending');
      expect(early.instanceView?.state).toBe('Pending');
      await until(async () => (await names('gateway')).join() === 'Pulling');
      expect(await names('model')).toEqual(['Pulling', 'Pulled', 'Started']);
      await poller.pollUntilDone();
      expect((await stateOf('slow', 'gateway'))?.events?.map(({ message }) => message)).toEqual([
        'pulling image "mcr.microsoft.com/azurelinux/base/nginx:1.28"',
        'Successfully pulled image "mcr.microsoft.com/azurelinux/base/nginx:1.28"',
        'Started container',
      ]);
    });

    it('restarts what crashes, later and later, and counts', async () => {
      emulator.settings.restartMilliseconds = 300;
      await create('crashing', alone('contoso/crash-model:1'));
      await until(async () => ((await stateOf('crashing', 'model'))?.restartCount ?? 0) >= 2);
      await until(async () => (await stateOf('crashing', 'model'))?.currentState?.state === 'Waiting');
      const view = await stateOf('crashing', 'model');
      expect(view?.currentState?.detailStatus).toBe('CrashLoopBackOff: Back-off restarting failed');
      expect(view?.previousState).toMatchObject({ state: 'Terminated', exitCode: 1, detailStatus: 'Error' });
      expect(view?.events?.find(({ name }) => name === 'BackOff')).toMatchObject({ type: 'Warning' });
      expect(view?.events?.find(({ name }) => name === 'Started')?.count).toBe((view?.restartCount ?? 0) + 1);
      expect(await logOf('crashing', 'model')).toContain('Traceback: the model could not be loaded');
      expect((await shown('crashing')).instanceView?.state).toBe('Running');
    });

    it.each([
      ['contoso/oom:1', 137, 'OOMKilled', 'loading the model'],
      ['contoso/picky:1', 1, 'Error', 'DB_PASSWORD is not set'],
    ])('is over when %s ends, where nothing is restarted', async (image, exitCode, detailStatus, said) => {
      const name = `once-${exitCode}`;
      await create(name, alone(image, { restartPolicy: 'Never' }));
      await until(async () => (await shown(name)).instanceView?.state === 'Failed');
      expect((await stateOf(name, 'model'))?.currentState).toMatchObject({
        state: 'Terminated',
        exitCode,
        detailStatus,
      });
      expect(await logOf(name, 'model')).toContain(said);
    });

    it('runs its init containers to their end before anything else', async () => {
      const initContainers = [{ name: 'prepare', image: 'contoso/prepare:1' }];
      await create('prepared', alone('contoso/score:7', { initContainers }));
      expect((await stateOf('prepared', 'model'))?.currentState?.state).toBe('Running');
      const failing = [{ name: 'prepare', image: 'contoso/crash:1' }];
      await expect(create('unprepared', alone('contoso/score:7', { initContainers: failing }))).rejects.toThrow(
        'InitContainerFailed',
      );
      expect((await shown('unprepared')).provisioningState).toBe('Failed');
    });

    it('serves the page of the image where nginx is told nothing', async () => {
      const container = { ...modelContainer('nginx:latest'), name: 'web', ports: [{ port: 80 }] };
      const made = await create('plain', {
        ...alone('x'),
        containers: [container],
        ipAddress: { type: 'Public', ports: [{ port: 80 }] },
      });
      await until(() => isReachable(addressOf(made), 80));
      expect(await (await fetch(`http://${addressOf(made)}/`)).text()).toContain('Welcome to nginx!');
    });
  },
);

describe.skipIf(noNamespaces)('what an emulator leaves behind', () => {
  it('is no process, no network and no file', async () => {
    await open('real');
    const address = addressOf(await create('score', protectedGroup(tls)));
    const [, second = '', third = ''] = address.split('.');
    const number = (Number(second) - 18) * 256 + Number(third);
    const pids = emulator.groups().flatMap(({ processes }) => Object.values(processes));
    expect(pids).toHaveLength(2);
    expect(tracesOf(number)).toHaveLength(4);
    await emulator.stop();
    expect(tracesOf(number)).toEqual([]);
    for (const pid of pids) expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  it('is cleaned up by the next one where it was killed', async () => {
    const number = Array.from({ length: 512 }, (_, at) => at).findLast((each) => tracesOf(each).length === 0) ?? 0;
    const [bridge, namespace] = [`lkaz${number}`, `lkaz${number}-1`];
    execFileSync('ip', ['link', 'add', bridge, 'type', 'bridge']);
    execFileSync('ip', ['netns', 'add', namespace]);
    const left = spawn('ip', ['netns', 'exec', namespace, 'sleep', '600']);
    const ended = once(left, 'exit');
    await until(() => execFileSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' }).trim() === `${left.pid}`);
    mkdirSync(join(tmpdir(), `latchkey-azure-network-${number}`));
    await open('real');
    await emulator.stop();
    expect(tracesOf(number)).toEqual([]);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('starts again with the next one that has its state, at an address that is reached', async () => {
    const stateFile = join(factory.folder, 'kept.json');
    emulator = await startEmulator({ runner: 'real', settings: quick, stateFile });
    client = (await connect(emulator)).containers();
    await create('score', protectedGroup(tls));
    await emulator.stop();
    emulator = await startEmulator({ runner: 'real', settings: quick, stateFile });
    client = (await connect(emulator)).containers();
    const kept = await shown('score');
    expect(kept.provisioningState).toBe('Succeeded');
    expect((await score(addressOf(kept), '[]', keys.primary)).status).toBe(200);
    await emulator.stop();
  });
});

const noLoopback = whyNotRun(false);
describe.skipIf(noLoopback)(`a group without namespaces${noLoopback ? ` (skipped: ${noLoopback})` : ''}`, () => {
  beforeAll(() => open('loopback'));
  afterAll(() => emulator.stop());

  it('answers at an address of loopback, and its model does not', async () => {
    expect(emulator.isolation).toBe('loopback');
    const address = addressOf(await create('score', protectedGroup(tls)));
    expect(address).toMatch(/^127\.77\./u);
    expect(await score(address, '[]')).toMatchObject({ status: 401, fingerprint: fingerprints[0] });
    await until(async () => (await logOf('score', 'model')).includes('listening on port 5001'));
    expect((await score(address, '[[1]]', keys.primary)).status).toBe(200);
    expect(await isReachable(address, 5001)).toBe(false);
    await client.containerGroups.beginDeleteAndWait('models', 'score');
    expect(await isReachable(address, 443)).toBe(false);
  });
});

function named(label: string, certificate: typeof tls): ContainerGroup {
  const { ipAddress, ...group } = protectedGroup(certificate);
  return {
    ...group,
    ipAddress: { type: 'Public', ports: [{ port: 443 }], ...ipAddress, dnsNameLabel: `${label}-model` },
  };
}

/** A model and nothing else. */
function alone(image: string, more: Partial<ContainerGroup> = {}): ContainerGroup {
  return { location: 'westeurope', osType: 'Linux', containers: [modelContainer(image)], ...more };
}

/** What the emulator with a number has on this computer. */
function tracesOf(number: number): readonly string[] {
  const links = execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' }).split('\n');
  const names = links.map((line) => line.split(/[ @]/u, 1)[0] ?? '');
  const namespaces = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  const isOurs = new RegExp(`^(?:lkaz|latchkey-azure-network-)${number}(?:-|$)`, 'u');
  return [...names, ...namespaces, ...readdirSync(tmpdir())].filter((name) => isOurs.test(name));
}
