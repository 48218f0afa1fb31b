import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/app-error';
import { begin, canary, over, World } from './world';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('A saved report', () => {
  const names = [
    'latchkey-report-score.contoso.com-2027-03-14.html',
    'latchkey-report-score.contoso.com-2027-03-14.json',
  ];

  const deployed = async () => {
    const world = new World();
    world.chosen.add(folder);
    world.steps.set('this-computer.start-gateway', async ({ gateway }) => ({ port: (await gateway()).port }));
    const engine = world.open();
    const id = await begin(engine, world.serviceId);
    await over(engine, id);
    return { world, engine, id };
  };

  it('is a page and a file for programs, under the host’s name and the day, without a secret', async () => {
    const { world, engine, id } = await deployed();
    world.proof = {
      at: '2027-03-14T09:28:00.000Z',
      url: 'https://score.contoso.com/score',
      lines: [{ code: 'no-key', result: 'failed', reason: 'not-refused', facts: {} }],
      passed: false,
    };
    const saved = await engine.saveReport({ id, folder, replace: false });
    expect(saved).toEqual({ folder, files: names.map((name) => ({ name, kind: 'report', certificates: 0 })) });
    expect(readdirSync(folder).toSorted()).toEqual(names);
    const [page, json] = names.map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
    expect(page).toContain('Line no-key failed.');
    expect(JSON.parse(json)).toMatchObject({ deployment: { id, state: 'done' }, proof: { passed: false } });
    expect(page + json).not.toContain(canary);
    expect(statSync(join(folder, names[0]!)).mode & 0o777).toBe(0o644);
  });

  it('asks before it replaces one', async () => {
    const { engine, id } = await deployed();
    writeFileSync(join(folder, names[1]!), 'mine');
    await expect(engine.saveReport({ id, folder, replace: false })).rejects.toMatchObject({
      code: 'file.exists',
      facts: { names: names[1] },
    });
    expect(readdirSync(folder)).toEqual([names[1]]);
    await engine.saveReport({ id, folder, replace: true });
    expect(JSON.parse(readFileSync(join(folder, names[1]!), 'utf8'))).toHaveProperty('deployment.id', id);
  });

  it('tells of a deployment that is still under way how far it is', async () => {
    const { world, engine } = await deployed();
    let page = '';
    const known: { id?: string } = {};
    world.steps.set('this-computer.call-model', async () => {
      await expect.poll(() => known.id).toBeDefined();
      const { files } = await engine.saveReport({ id: known.id ?? '', folder, replace: false });
      page = readFileSync(join(folder, files[0]?.name ?? ''), 'utf8');
      return {};
    });
    known.id = await begin(engine, world.serviceId);
    await over(engine, known.id);
    expect(page).toContain('Under way');
  });

  it('goes into a folder that the user chose, and nowhere else', async () => {
    const { engine, id } = await deployed();
    await expect(engine.saveReport({ id, folder: tmpdir(), replace: false })).rejects.toMatchObject({
      code: 'folder.not-chosen',
    });
    await expect(engine.saveReport({ id: crypto.randomUUID(), folder, replace: false })).rejects.toBeInstanceOf(
      AppError,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
