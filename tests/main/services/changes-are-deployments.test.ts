import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/deployments/contract';
import { AppError } from '../../../src-main/app-error';
import { Deployments } from '../../../src-main/deployments/deployments';
import { readJournalEntry } from '../../../src-main/deployments/journal-entry';
import type { Target } from '../../../src-main/deployments/targets';
import type { ApiKeys } from '../../../src-main/gateway/gateway';
import { openDeploymentJournal } from '../../../src-main/storage/deployment-journal';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import { over } from '../deployments/world';
import { createOnAzure, learned } from './azure-service';
import { openDesk } from './open-desk';

const password = 'environment/model/PASSWORD';
const ask = { id: password, kind: 'environment', container: 'model', name: 'PASSWORD' } as const;

let desk: ReturnType<typeof openDesk>;
let engine: Deployments;
let id: string;
/** What the target was sent, one after the other. */
let sent: { readonly apiKeys: ApiKeys | undefined; readonly password: string | undefined }[];
let isSilent: boolean;

const target: Target = {
  id: 'container-instances',
  isReal: true,
  plan: async ({ change, held }) => ({
    place: ['Contoso production', 'scoring', 'West Europe'],
    steps: [
      { code: 'container-instances.update-group', action: 'change', facts: { name: 'churn' } },
      { code: 'container-instances.wait-group', action: 'wait', facts: { name: 'churn', containers: 2 } },
    ],
    seconds: 60,
    asks: change.kind === 'deploy' && !held.includes(password) ? [ask] : [],
  }),
  run: async ({ code }, { gateway, held }) => {
    if (code === 'container-instances.update-group') {
      sent.push({ apiKeys: (await gateway()).apiKeys, password: (await held()).get(password) });
      return {};
    }
    if (isSilent) throw new AppError('container-group.gateway-silent', { name: 'churn' });
    return learned;
  },
};

/** Latchkey, started again. */
function start(folder?: string): void {
  desk = openDesk(folder);
  engine = new Deployments({
    targets: new Map([[target.id, target]]),
    services: desk.deployable,
    journal: openDeploymentJournal(join(desk.folder, 'deployments'), {
      read: readJournalEntry,
      leftOut: ({ code }) => expect.fail(code),
    }),
    chosen: { has: () => false },
    write: writeFileAtomically,
    explain: ({ code }) => code,
    explainProof: ({ code }) => ({ says: code }),
    proof: (serviceId) => desk.deployable.proof(serviceId),
    changed: () => undefined,
    unexpected: (cause) => expect.fail(String(cause)),
    now: () => new Date(),
  });
}

async function run(change: Change) {
  const plan = await engine.plan({ serviceId: id, change });
  const { id: deployment } = await engine.start({ planId: plan.id, confirmed: plan.toConfirm ?? '' });
  return settled(deployment);
}

/** Over, and written down: to cancel what is over does nothing but wait for that. */
async function settled(deployment: string) {
  const became = await over(engine, deployment);
  await engine.cancel({ id: deployment });
  return became;
}

beforeEach(async () => {
  sent = [];
  isSilent = false;
  start();
  id = await createOnAzure(desk);
});
afterEach(() => desk.remove());

describe('A service on Azure, deployed by the engine', () => {
  it('waits for the value that its target asks for, and is sent with it', async () => {
    const plan = await engine.plan({ serviceId: id, change: { kind: 'deploy' } });
    expect(plan.asks).toEqual([ask]);
    const begin = { planId: plan.id, confirmed: 'score.contoso.test' };
    await expect(engine.start(begin)).rejects.toMatchObject({ code: 'deployment.values-missing' });
    await desk.values.giveValue({ id, valueId: password, value: 'hunter2' });
    // The plan from before says that something is missing.
    await expect(engine.start(begin)).rejects.toMatchObject({ code: 'deployment.plan-gone' });
    expect((await run({ kind: 'deploy' })).state).toBe('done');
    expect(sent).toEqual([{ apiKeys: await desk.records.apiKeys(id), password: 'hunter2' }]);
    expect((await desk.records.list()).services[0]).toMatchObject({ reached: learned, running: { state: 'deployed' } });
  });

  it('gets the same new key however often its replacing is begun, and shows it when that is done', async () => {
    await desk.values.giveValue({ id, valueId: password, value: 'hunter2' });
    await run({ kind: 'deploy' });
    const before = await desk.records.apiKeys(id);
    isSilent = true;
    const stopped = await run({ kind: 'rotate-key', slot: 'secondary' });
    expect(stopped.state).toBe('failed');
    expect(await desk.records.apiKeys(id)).toEqual(before);

    start(desk.folder);
    expect((await run({ kind: 'rotate-key', slot: 'secondary' })).state).toBe('failed');
    isSilent = false;
    await engine.resume({ id: stopped.id });
    expect((await settled(stopped.id)).state).toBe('done');
    const [, first, second] = sent.map(({ apiKeys }) => apiKeys);
    expect(first).toEqual(second);
    expect(first).toEqual({ primary: before.primary, secondary: expect.not.stringMatching(before.secondary) });
    expect(await desk.records.apiKeys(id)).toEqual(first);
  });

  it('is deleted there also where its first deployment was not done, and is one that was never deployed', async () => {
    await desk.values.giveValue({ id, valueId: password, value: 'hunter2' });
    isSilent = true;
    expect((await run({ kind: 'deploy' })).state).toBe('failed');
    await expect(engine.plan({ serviceId: id, change: { kind: 'stop' } })).rejects.toMatchObject({
      code: 'service.not-deployed',
    });
    isSilent = false;
    expect((await run({ kind: 'delete' })).state).toBe('done');
    const [service] = (await desk.records.list()).services;
    expect(service).toMatchObject({ running: { state: 'stopped' }, complete: ['domain', 'certificate'] });
    expect(service).not.toHaveProperty('deployed');
  });

  it('is stopped, and deleted there, by deployments that need no certificate', async () => {
    await desk.values.giveValue({ id, valueId: password, value: 'hunter2' });
    await run({ kind: 'deploy' });
    const libraryId = (await desk.records.get(id)).facts.certificate ?? '';
    await desk.library.delete({ id: libraryId });
    await expect(engine.plan({ serviceId: id, change: { kind: 'deploy' } })).rejects.toMatchObject({
      code: 'service.not-complete',
    });
    const { running } = (await desk.records.list()).services[0] ?? {};
    expect(running).toEqual({ state: 'deployed' });
    for (const kind of ['stop', 'delete'] as const) {
      const plan = await engine.plan({ serviceId: id, change: { kind } });
      expect(plan.steps[0]?.code).toBe('container-instances.update-group');
    }
  });
});
