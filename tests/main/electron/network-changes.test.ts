import { describe, expect, it } from 'vitest';
import { throughNetworkChanges } from '../../../src-main/electron/network-changes';

const changed = new Error('net::ERR_NETWORK_CHANGED');

/** Fails with these, one after the other, and answers then. */
function scripted(...failures: readonly Error[]) {
  const asked: string[] = [];
  const left = [...failures];
  const fetch = throughNetworkChanges(async (address, { method = 'GET' }) => {
    asked.push(`${method} ${address}`);
    const failure = left.shift();
    if (failure) throw failure;
    return new Response('done');
  });
  return { asked, fetch };
}

describe('a request that ends because the network changed', () => {
  it.each(['GET', 'PUT', 'DELETE'])('is asked again where that does no harm: %s', async (method) => {
    const { asked, fetch } = scripted(changed, changed);
    expect(await (await fetch('https://azure.test/', { method })).text()).toBe('done');
    expect(asked).toHaveLength(3);
  });

  it('is left to its caller where it would do something twice', async () => {
    const { asked, fetch } = scripted(changed);
    await expect(fetch('https://azure.test/', { method: 'POST' })).rejects.toBe(changed);
    expect(asked).toHaveLength(1);
  });

  it('is not asked again for ever, nor once it was stopped', async () => {
    const { asked, fetch } = scripted(...Array.from({ length: 20 }, () => changed));
    await expect(fetch('https://azure.test/', {})).rejects.toBe(changed);
    expect(asked).toHaveLength(6);
    const stopped = scripted(changed);
    await expect(stopped.fetch('https://azure.test/', { signal: AbortSignal.abort() })).rejects.toBe(changed);
    expect(stopped.asked).toHaveLength(1);
  });

  it('is told from one that ends for another reason', async () => {
    const refused = new Error('net::ERR_CONNECTION_REFUSED');
    const { asked, fetch } = scripted(refused);
    await expect(fetch('https://azure.test/', {})).rejects.toBe(refused);
    expect(asked).toHaveLength(1);
  });
});
