import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servicesSchema } from '../../../shared/services/contract';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { readServiceSecret, writeServiceSecret } from '../../../src-main/services/service-secret';
import { createOnAzure, deployOnAzure, learned } from './azure-service';
import type { Change } from '../../../shared/deployments/contract';
import { openDesk } from './open-desk';

const canary = 'CANARYxSECRETx0123456789';
const password = 'environment/model/PASSWORD';

let desk: ReturnType<typeof openDesk>;
let id: string;
beforeEach(async () => {
  desk = openDesk();
  id = await createOnAzure(desk);
});
afterEach(() => desk.remove());

const rotate = (slot: 'primary' | 'secondary') => ({ kind: 'rotate-key', slot }) as const;
const deploy = { kind: 'deploy' } as const;
const sent = async (change: Change, from = desk) => (await from.gatewayFor(id, change)).apiKeys;
const listed = async () => (await desk.records.list()).services.find((one) => one.id === id);

/** A file of the store, with what is Base64 in it decoded. */
function plainText(name: string): string {
  const text = readFileSync(join(desk.folder, 'kept', name), 'utf8');
  return text.replaceAll(/[A-Za-z0-9+/]{24,}=*/gu, (some) => some + Buffer.from(some, 'base64').toString('latin1'));
}

describe('A key that takes the place of another', () => {
  beforeEach(() => deployOnAzure(desk, id));

  it('is sent by its own deployment alone; until that is done the old one is the service’s', async () => {
    const before = await desk.records.apiKeys(id);
    await desk.deployable.makeNextKey(id, 'primary');
    const next = await sent(rotate('primary'));
    expect(next?.primary).toMatch(/^[A-Za-z0-9]{43}$/u);
    expect(next).toEqual({ primary: expect.not.stringMatching(before.primary), secondary: before.secondary });
    expect(await sent(deploy)).toEqual(before);
    await desk.operation.copyKey({ id, slot: 'primary' });
    expect(desk.seen.copied).toEqual([before.primary]);

    await desk.finish(id, rotate('primary'), learned);
    expect(await desk.records.apiKeys(id)).toEqual(next);
    expect(await sent(deploy)).toEqual(next);
  });

  it('is the same one after a kill, at whatever moment', async () => {
    await desk.deployable.makeNextKey(id, 'secondary');
    const next = await sent(rotate('secondary'));
    const again = openDesk(desk.folder);
    await again.deployable.makeNextKey(id, 'secondary');
    expect(await sent(rotate('secondary'), again)).toEqual(next);
    await again.finish(id, rotate('secondary'), learned);
    // Killed before the journal had it, the last step is done once more.
    const last = openDesk(desk.folder);
    expect(await sent(rotate('secondary'), last)).toEqual(next);
    await last.finish(id, rotate('secondary'), learned);
    expect(await last.records.apiKeys(id)).toEqual(next);
  });

  it('is another one the next time', async () => {
    const seen = new Set<string | undefined>([(await desk.records.apiKeys(id)).primary]);
    for (const _turn of [1, 2]) {
      await desk.deployable.makeNextKey(id, 'primary');
      seen.add((await sent(rotate('primary')))?.primary);
      await desk.finish(id, rotate('primary'), learned);
    }
    expect(seen.size).toBe(3);
  });

  it('waits for its own place, whatever becomes of the other one meanwhile', async () => {
    await desk.deployable.makeNextKey(id, 'primary');
    const waiting = (await sent(rotate('primary')))?.primary;
    await desk.deployable.makeNextKey(id, 'secondary');
    const other = await sent(rotate('secondary'));
    expect(other?.primary).toBe((await desk.records.apiKeys(id)).primary);
    await desk.finish(id, rotate('secondary'), learned);
    expect(await sent(rotate('primary'))).toEqual({ primary: waiting, secondary: other?.secondary });
  });

  it('changes nothing of the order that it belongs to', async () => {
    const order = await desk.deployable.order(id, rotate('primary'));
    await desk.deployable.makeNextKey(id, 'primary');
    expect(await desk.deployable.order(id, rotate('primary'))).toEqual(order);
  });
});

describe('A value that Azure does not give back', () => {
  it('is kept before there are API keys, exactly as it was given, and stays when those are made', async () => {
    await desk.values.giveValue({ id, valueId: password, value: ` ${canary}\n` });
    expect(await listed()).toMatchObject({ held: [password], hasApiKeys: false });
    expect(await desk.deployable.apiKeys(id)).toBe('none');
    await desk.deployable.makeApiKeys(id);
    expect(await listed()).toMatchObject({ held: [password], hasApiKeys: true });
    expect(await desk.deployable.held(id)).toEqual(new Map([[password, ` ${canary}\n`]]));
    expect(await openDesk(desk.folder).deployable.held(id)).toEqual(new Map([[password, ` ${canary}\n`]]));
  });

  it('is named in the order, so that a plan from before is void; given again, it is another value of the same name', async () => {
    await desk.values.giveValue({ id, valueId: 'workspace-key/logs', value: 'one' });
    const { held } = await desk.deployable.order(id, deploy);
    await desk.values.giveValue({ id, valueId: password, value: 'one' });
    await desk.values.giveValue({ id, valueId: password, value: 'other' });
    expect(held).toEqual(['workspace-key/logs']);
    expect((await desk.deployable.order(id, deploy)).held).toEqual([password, 'workspace-key/logs']);
    expect((await desk.deployable.held(id)).get(password)).toBe('other');
  });

  it('is seen nowhere: in no list, no event, no order and no file', async () => {
    const path = join(desk.folder, 'secret.txt');
    writeFileSync(path, canary);
    desk.seen.picked = [path];
    await desk.values.giveValue({ id, valueId: password, value: canary });
    await desk.values.giveFiles({ id, valueId: 'volume-files/secrets' });
    await deployOnAzure(desk, id);
    const base64 = Buffer.from(canary).toString('base64');
    const shown = JSON.stringify([await desk.records.list(), desk.seen.changed, await desk.records.all()]);
    const order = JSON.stringify(await desk.deployable.order(id, deploy));
    const files = readdirSync(join(desk.folder, 'kept')).map(plainText);
    expect(files.join('')).toContain('contoso-churn');
    for (const secret of [canary, base64, (await desk.records.apiKeys(id)).primary]) {
      expect(shown).not.toContain(secret);
      expect(order).not.toContain(secret);
      for (const text of files) expect(text).not.toContain(secret);
    }
    expect(servicesSchema.parse(await desk.records.list()).services[0]?.held).toHaveLength(2);
  });

  it.each([
    [password, '', 'empty'],
    [password, 'a\0b', 'characters'],
    ['protected-settings/kube-proxy', '{"key": ', 'json'],
    ['protected-settings/kube-proxy', '"text"', 'json'],
  ])('is not kept: %s as %j', async (valueId, value, reason) => {
    const name = valueId.split('/').at(-1);
    await expect(desk.values.giveValue({ id, valueId, value })).rejects.toMatchObject({
      code: 'service.value-unusable',
      facts: { name, reason },
    });
    expect((await listed())?.held).toEqual([]);
  });

  it('of an extension is JSON', async () => {
    await desk.values.giveValue({ id, valueId: 'protected-settings/kube-proxy', value: '{"key": 1}' });
    expect((await listed())?.held).toEqual(['protected-settings/kube-proxy']);
  });

  it('is nothing that a service on this computer has', async () => {
    const { id: here } = await desk.setup.create({ target: 'this-computer' });
    const given = desk.values.giveValue({ id: here, valueId: password, value: 'x' });
    await expect(given).rejects.toMatchObject({ code: 'call.invalid' });
  });
});

describe('The files of a secret volume', () => {
  const valueId = 'volume-files/secrets';
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(desk.folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('are picked in main and kept by their names; the page hears the names', async () => {
    desk.seen.picked = [write('a.pem', 'one'), write('b.bin', Uint8Array.of(0, 255, 128))];
    expect(await desk.values.giveFiles({ id, valueId })).toEqual({ names: ['a.pem', 'b.bin'] });
    expect(JSON.parse((await desk.deployable.held(id)).get(valueId) ?? '')).toEqual({
      'a.pem': Buffer.from('one').toString('base64'),
      'b.bin': 'AP+A',
    });
  });

  it('stay as they were where the picker was cancelled', async () => {
    expect(await desk.values.giveFiles({ id, valueId })).toEqual({ names: [] });
    expect((await listed())?.held).toEqual([]);
  });

  it('are at most a hundred with a megabyte in all', async () => {
    const small = write('small', 'x');
    const half = write('half', Buffer.alloc(600_000));
    const otherHalf = write('other-half', Buffer.alloc(600_000));
    const large = write('large', Buffer.alloc(1_000_001));
    for (const picked of [[large], [half, otherHalf], Array<string>(101).fill(small)]) {
      desk.seen.picked = picked;
      await expect(desk.values.giveFiles({ id, valueId })).rejects.toMatchObject({
        code: 'service.value-unusable',
        facts: { name: 'secrets', reason: 'too-large' },
      });
    }
    desk.seen.picked = [join(desk.folder, 'nowhere')];
    await expect(desk.values.giveFiles({ id, valueId })).rejects.toMatchObject({ code: 'file.not-found' });
    expect((await listed())?.held).toEqual([]);
  });
});

describe('API keys from another computer', () => {
  it('are taken over as they are, and stay when the service is deployed', async () => {
    const keys = { primary: makeApiKey(), secondary: makeApiKey() };
    await desk.values.giveApiKeys({ id, ...keys });
    await deployOnAzure(desk, id);
    expect(await desk.records.apiKeys(id)).toEqual(keys);
    expect(await listed()).toMatchObject({ hasApiKeys: true });
  });

  it.each([
    [{ primary: 'short' }, 'primary'],
    [{ secondary: `${'a'.repeat(40)} ` }, 'secondary'],
    [{ secondary: `${'a'.repeat(40)}";` }, 'secondary'],
    [{ secondary: 'p'.repeat(43) }, 'secondary'],
  ])('are declined where a gateway could not have them: %j', async (change, slot) => {
    const keys = { primary: 'p'.repeat(43), secondary: 's'.repeat(43), ...change };
    await expect(desk.values.giveApiKeys({ id, ...keys })).rejects.toMatchObject({
      code: 'service.api-key-unusable',
      facts: { slot },
    });
    expect(await listed()).toMatchObject({ hasApiKeys: false });
  });
});

describe('Without a keyring', () => {
  it('everything that is secret lasts as long as Latchkey runs, and nothing of it is written', async () => {
    desk.remove();
    const none = { isAvailable: () => false, protect: () => new Uint8Array(), reveal: () => new Uint8Array() };
    desk = openDesk(undefined, none);
    id = await createOnAzure(desk);
    await desk.values.giveValue({ id, valueId: password, value: canary });
    await deployOnAzure(desk, id);
    await desk.deployable.makeNextKey(id, 'primary');
    const next = await sent(rotate('primary'));
    await desk.finish(id, rotate('primary'), learned);
    expect(await desk.records.apiKeys(id)).toEqual(next);
    expect((await desk.deployable.held(id)).get(password)).toBe(canary);
    expect(await listed()).toMatchObject({ keeping: 'session', held: [password] });
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

describe('The secret of a service', () => {
  it('comes back whole, and the bytes are overwritten', () => {
    const secret = {
      apiKeys: { primary: 'a', secondary: 'b' },
      next: { secondary: 'c' },
      held: new Map([['environment/model/__proto__', 'd']]),
    };
    const bytes = writeServiceSecret(secret);
    expect(readServiceSecret(bytes)).toEqual(secret);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
