import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/services/contract';
import { createOnAzure } from './azure-service';
import { openDesk } from './open-desk';

const reached = { address: '192.0.2.80', azureName: 'churn.westeurope.azurecontainer.io' };

let desk: ReturnType<typeof openDesk>;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

/** A service on Azure that was deployed. */
async function deploy(hostName = 'score.contoso.test'): Promise<string> {
  const id = await createOnAzure(desk, hostName);
  await desk.finish(id, { kind: 'deploy' }, reached);
  return id;
}

async function complete(id: string): Promise<Service['complete'] | undefined> {
  return (await desk.records.list()).services.find((service) => service.id === id)?.complete;
}

describe('The DNS step of a service on Azure', () => {
  it('is complete once the name was seen to lead there, also after a restart', async () => {
    const id = await deploy();
    expect(await complete(id)).not.toContain('dns');
    await desk.whereabouts.seen(id);
    expect(await complete(id)).toContain('dns');
    const again = await openDesk(desk.folder).records.list();
    expect(again.services[0]?.complete).toContain('dns');
    expect(again.services[0]).not.toHaveProperty('dnsSeen');
  });

  it('begins anew with another host name, and not with the same', async () => {
    const id = await deploy();
    await desk.whereabouts.seen(id);
    await desk.setup.setHostName({ id, hostName: 'Score.contoso.test' });
    expect(await complete(id)).toContain('dns');
    await desk.setup.setHostName({ id, hostName: 'other.contoso.test' });
    expect(await complete(id)).not.toContain('dns');
  });

  it('knows where the service is once Azure has said so', async () => {
    const id = await deploy('Bücher.contoso.test');
    expect(await desk.whereabouts.place(id)).toEqual({ hostName: 'xn--bcher-kva.contoso.test', ...reached });
    const { id: draft } = await desk.setup.create({ target: 'container-instances' });
    await expect(desk.whereabouts.place(draft)).rejects.toMatchObject({ code: 'service.not-deployed' });
    await expect(desk.whereabouts.place('99999999-9999-4999-8999-999999999999')).rejects.toMatchObject({
      code: 'service.gone',
    });
  });
});
