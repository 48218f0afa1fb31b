import { request } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ApiKeySlot } from '../../../../shared/services/api-key-slot';
import { score, whyNotRun } from '../../azure-emulator/protected-group';
import { createService, foundIn, keyOf, useWorld } from './open-world';

const cannotRun = whyNotRun(false);
describe.skipIf(cannotRun)(`An API key is replaced${cannotRun ? ` (skipped: ${cannotRun})` : ''}`, () => {
  const { openPlace } = useWorld();

  it('while callers use the other one: they are refused never, and unanswered only in the restart that was announced', async () => {
    const at = openPlace();
    const restart = { isUnderWay: false, count: 0 };
    const latchkey = at.open({
      told: (event) => {
        if (event.name !== 'deployments.changed') return;
        const stateOf = (code: string) =>
          event.payload.steps.find(({ step }) => step.code === `container-instances.${code}`)?.at.state ?? 'waiting';
        const isUnderWay = stateOf('update-group') !== 'waiting' && stateOf('wait-group') !== 'done';
        if (isUnderWay && !restart.isUnderWay) restart.count += 1;
        restart.isUnderWay = isUnderWay;
      },
    });
    const id = await createService(latchkey, at.settings('new'));
    expect(await latchkey.over(() => latchkey.begin(id, { kind: 'deploy' }))).toMatchObject({ state: 'done' });
    const address = (await at.read())?.properties.ipAddress?.ip ?? '';
    const seen: string[] = [];

    for (const [slot, other] of [
      ['primary', 'secondary'],
      ['secondary', 'primary'],
    ] as const satisfies readonly (readonly [ApiKeySlot, ApiKeySlot])[]) {
      const [old, used] = [await keyOf(latchkey, id, slot), await keyOf(latchkey, id, other)];
      seen.push(old);
      restart.count = 0;
      const plan = await latchkey.call('deployments.plan', { serviceId: id, change: { kind: 'rotate-key', slot } });
      expect(plan.interruption).toBeGreaterThan(0);
      const caller = callAgainAndAgain(address, used, restart);
      await caller.calls(3);
      expect(await latchkey.over(() => latchkey.begin(id, { kind: 'rotate-key', slot }))).toMatchObject({
        state: 'done',
      });
      await caller.calls(10);
      const outcomes = await caller.stop();

      expect(restart.count).toBe(1);
      expect(outcomes.filter(({ said, wasAnnounced }) => said !== 200 && !wasAnnounced)).toEqual([]);
      expect(outcomes.filter(({ said }) => typeof said === 'number' && ![200, 503].includes(said))).toEqual([]);
      expect(
        outcomes
          .slice(0, 3)
          .concat(outcomes.slice(-3))
          .map(({ said }) => said),
      ).toEqual(Array(6).fill(200));
      const now = await keyOf(latchkey, id, slot);
      expect(await keyOf(latchkey, id, other)).toBe(used);
      const statuses = [old, now, used].map(async (key) => (await score(address, '[[1,2]]', key)).status);
      expect(await Promise.all(statuses)).toEqual([401, 200, 200]);
    }
    const now = [await keyOf(latchkey, id, 'primary'), await keyOf(latchkey, id, 'secondary')];
    expect(new Set([...seen, ...now]).size).toBe(4);
    expect(foundIn(at.written(), [...seen, ...now])).toEqual([]);
  });
});

interface Outcome {
  /** A status, or the code of what came between. */
  readonly said: number | string;
  /** The restart was under way at some moment of the call. */
  readonly wasAnnounced: boolean;
}

/** A program that uses the service all the time. */
function callAgainAndAgain(
  address: string,
  key: string,
  restart: { readonly isUnderWay: boolean; readonly count: number },
) {
  const outcomes: Outcome[] = [];
  const stop = new AbortController();
  const work = (async () => {
    while (!stop.signal.aborted) {
      const before = { ...restart };
      const said = await callOnce(address, key);
      const wasAnnounced = before.isUnderWay || restart.isUnderWay || restart.count > before.count;
      outcomes.push({ said, wasAnnounced });
      await wait(5);
    }
  })();
  return {
    /** Ends when it has called so many times more. */
    calls: async (count: number): Promise<void> => {
      const wanted = outcomes.length + count;
      while (outcomes.length < wanted) await wait(5);
    },
    stop: async (): Promise<readonly Outcome[]> => {
      stop.abort();
      await work;
      return outcomes;
    },
  };
}

function callOnce(host: string, key: string): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const options = { host, port: 443, path: '/score', method: 'POST', headers, agent: false, timeout: 5000 };
    const sent = request({ ...options, rejectUnauthorized: false }, (response) => {
      response.on('error', ({ message }) => resolve(message));
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? cause.message));
    sent.end('[[1,2]]');
  });
}
