import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArm } from '../../../src-main/azure/arm';
import { readPullCredentials } from '../../../src-main/azure/registries';
import { createTransport } from '../../../src-main/azure/transport';
import { type Emulator, startEmulator } from '../../support/azure/emulator';
import { contoso } from '../../support/azure/world/contoso';
import { createNodeFetch } from '../../support/azure-fetch';
import { openSignedIn } from './open-azure';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

async function openArmAsAdele() {
  const { access } = await openSignedIn(emulator);
  const fetch = createNodeFetch(() => undefined)({ ca: emulator.ca, hosts: [] });
  return openArm(await access(), contoso.tenant, {
    openTransport: (_access, allows) => createTransport(allows, { fetch, log: { write: () => undefined } }),
  });
}

describe('what a deployment fetches images with', () => {
  it("is the registry's admin user, where it has one", async () => {
    const path = { subscription: contoso.subscription, resourceGroup: 'models', registry: 'contosomodels' };
    expect(await readPullCredentials(await openArmAsAdele(), path)).toEqual({
      server: emulator.endpoints.registries['contosomodels'],
      userName: 'contosomodels',
      password: emulator.state.registries.find(({ name }) => name === 'contosomodels')!.passwords[0],
    });
  });

  it('is nothing where it has none, which is said', async () => {
    const path = { subscription: contoso.subscription, resourceGroup: 'models-us', registry: 'contosolocked' };
    await expect(readPullCredentials(await openArmAsAdele(), path)).rejects.toMatchObject({
      code: 'azure.registry-without-user',
      facts: { name: 'contosolocked' },
    });
  });
});
