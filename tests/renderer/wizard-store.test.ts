import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract';
import { connectBridge } from '../../src-renderer/app/bridge';
import type { Shown } from '../../src-renderer/features/wizard/state';
import { createWizardStore, type WizardStore } from '../../src-renderer/features/wizard/store';
import { decline, FakeBridge } from './fake-bridge';
import { candidate, deployed, deployment, domain, localhost, proof, service, serviceId } from './wizard-main';

/** A promise that the test keeps when it likes. */
function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

async function open(
  change: Parameters<typeof service>[0],
  handlers: Partial<Handlers>,
): Promise<{ readonly store: WizardStore; readonly bridge: FakeBridge; readonly shown: () => Shown }> {
  const bridge = new FakeBridge({
    'services.list': () => ({ keeping: 'keyring', services: [service(change)] }),
    'deployments.list': () => ({ deployments: [] }),
    'dns.check-host-name': ({ hostName }) => (hostName === 'localhost' ? localhost : domain(hostName)),
    'services.candidates': () => ({ candidates: [candidate('localhost')] }),
    ...handlers,
  });
  const store = createWizardStore(connectBridge(bridge).call);
  await store.open(serviceId);
  const shown = (): Shown => {
    const now = store.state.getState();
    if (now.phase !== 'shown') throw new Error(now.phase);
    return now;
  };
  return { store, bridge, shown };
}

/** Lets everything happen that waits for nothing. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the wizard’s store', () => {
  it('does not take the user on who has gone back meanwhile', async () => {
    const making = later<Record<string, never>>();
    const { store, shown } = await open(
      { hostName: 'localhost', complete: ['domain'] },
      { 'services.candidates': () => ({ candidates: [] }), 'services.make-certificate': () => making.promise },
    );
    await settle();
    const next = store.next();
    expect(shown().working).toBe('Making the certificate');
    store.back();
    expect(shown()).toMatchObject({ place: { page: 'domain' }, working: '' });
    making.resolve({});
    await next;
    expect(shown().place.page).toBe('domain');
  });

  it('does once what is asked for twice', async () => {
    const saving = later<Record<string, never>>();
    const { store, bridge, shown } = await open({}, { 'services.set-host-name': () => saving.promise });
    await settle();
    const both = [store.next(), store.next()];
    saving.resolve({});
    await Promise.all(both);
    expect(bridge.requests('services.set-host-name')).toHaveLength(1);
    expect(shown().place.page).toBe('certificate');
  });

  it('does not hold what was found about one name against another', async () => {
    const slow = later<typeof localhost>();
    const { store, bridge } = await open(
      {},
      {
        'dns.check-host-name': ({ hostName }) => (hostName === 'localhost' ? slow.promise : domain(hostName)),
      },
    );
    store.edit({ hostName: 'model.test' });
    slow.resolve({ ...localhost, findings: [{ code: 'wildcard', level: 'blocks', facts: {} }] });
    await settle();
    await store.next();
    expect(bridge.requests('services.set-host-name')).toEqual([{ id: serviceId, hostName: 'model.test' }]);
  });

  it('keeps the port that the user typed while a free one was looked for', async () => {
    const looking = later<{ port: number }>();
    const { store, shown } = await open(
      { hostName: 'localhost', complete: ['domain', 'certificate'] },
      { 'services.free-port': () => looking.promise },
    );
    const proposed = store.proposePort();
    store.editDeployment({ port: '9000' });
    looking.resolve({ port: 8444 });
    await proposed;
    expect(shown().drafts.deployment.port).toBe('9000');
  });

  it('says why the service cannot be opened', async () => {
    const bridge = new FakeBridge({ 'services.list': () => decline('unexpected', { reference: '7f3a' }) });
    const store = createWizardStore(connectBridge(bridge).call);
    await store.open(serviceId);
    expect(store.state.getState()).toMatchObject({ phase: 'unavailable', problem: { code: 'unexpected' } });
    const none = createWizardStore(
      connectBridge(
        new FakeBridge({
          'services.list': () => ({ keeping: 'keyring', services: [] }),
          'deployments.list': () => ({ deployments: [] }),
        }),
      ).call,
    );
    await none.open(serviceId);
    expect(none.state.getState()).toMatchObject({ phase: 'unavailable', problem: { code: 'service.gone' } });
  });

  it('proves once at a time', async () => {
    const proving = later<ReturnType<typeof proof>>();
    const { store, bridge, shown } = await open(deployed, {
      'services.prove': () => proving.promise,
    });
    await store.prove();
    expect(shown().place).toMatchObject({ page: 'dns', proving: true });
    proving.resolve(proof());
    await settle();
    expect(shown().place).toMatchObject({ proving: false, proof: { passed: true } });
    expect(bridge.requests('services.prove')).toHaveLength(1);
  });

  describe('right after a deployment to Azure', () => {
    afterEach(() => void vi.useRealTimers());
    const silent = proof({ passed: false });
    const loading = {
      ...silent,
      lines: [{ code: 'primary-key', result: 'failed', reason: 'model-not-answering', facts: {} }],
    };
    const onAzure = (answers: readonly object[], ended = new Date().toISOString()) => {
      const asked: number[] = [];
      const done = deployment([], { target: 'container-instances', state: 'done', ended });
      return {
        asked,
        opened: open(
          {
            hostName: 'score.contoso.com',
            target: 'container-instances',
            deployed: '2026-11-25T00:00:00Z',
            running: { state: 'deployed' },
          },
          {
            'deployments.list': () => ({ deployments: [done] }),
            'dns.advise-record': () => decline('azure.offline'),
            'services.prove': () => answers[Math.min(asked.push(1), answers.length) - 1] as never,
          },
        ),
      };
    };

    it('looks again by itself while the model loads, and no longer', async () => {
      vi.useFakeTimers();
      const { asked, opened } = onAzure([loading, loading, { ...silent, passed: true, lines: [] }]);
      const { shown } = await opened;
      await vi.advanceTimersByTimeAsync(0);
      expect(shown().place).toMatchObject({ page: 'dns', loading: true });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveLength(3);
      expect(shown().place).toMatchObject({ loading: false, proof: { passed: true } });
    });

    it('stops when the user leaves the page', async () => {
      vi.useFakeTimers();
      const { asked, opened } = onAzure([loading]);
      const { store } = await opened;
      await vi.advanceTimersByTimeAsync(0);
      store.go('certificate');
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveLength(1);
    });

    it('says at once that a model is silent that was deployed a while ago', async () => {
      vi.useFakeTimers();
      const { asked, opened } = onAzure([loading], new Date(Date.now() - 600_000).toISOString());
      const { shown } = await opened;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveLength(1);
      expect(shown().place).toMatchObject({ loading: false });
    });
  });
});
