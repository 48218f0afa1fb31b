import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sampleExample, samplePath } from '../../../../shared/services/sample';
import { leastSquares } from '../../../../src-main/targets/this-computer/sample-model/least-squares';
import { fitSampleModel, score } from '../../../../src-main/targets/this-computer/sample-model/score';
import { SharedModel } from '../../../../src-main/targets/this-computer/sample-model/shared-model';
import { type RunningModel, startSampleModel } from '../../../../src-main/targets/this-computer/sample-model/start';
import { type BuiltProgram, buildProgram } from '../../../support/build-program';

let worker: BuiltProgram;
let model: RunningModel;

beforeAll(async () => {
  worker = await buildProgram('src-main/targets/this-computer/sample-model/worker.ts');
  model = await startSampleModel(worker.url);
});
afterAll(async () => {
  await model.stop();
  worker.remove();
});

const address = (path: string): string => `http://127.0.0.1:${model.port}${path}`;
const post = (body: BodyInit): Promise<Response> => fetch(address(samplePath), { method: 'POST', body });

describe('Least squares', () => {
  it('finds the coefficients that made the response', () => {
    const columns = [
      [1, 1, 1, 1, 1],
      [1, 2, 3, 4, 5],
      [2, -1, 4, 0, 7],
    ];
    const response = columns[0]!.map((one, row) => 3 * one - 2 * columns[1]![row]! + 0.5 * columns[2]![row]!);
    const found = leastSquares(columns, response);
    [3, -2, 0.5].forEach((value, place) => expect(found[place]).toBeCloseTo(value, 12));
  });

  it('finds the mean of what varies, and the line that is nearest', () => {
    expect(leastSquares([[1, 1, 1, 1]], [1, 2, 3, 6])[0]).toBeCloseTo(3, 12);
    const [start, slope] = leastSquares(
      [
        [1, 1, 1],
        [0, 1, 2],
      ],
      [0, 2, 1],
    );
    expect([start, slope]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
  });

  it('declines columns of which one follows from the others', () => {
    const twice = [
      [1, 2, 3],
      [2, 4, 6],
    ];
    expect(() => leastSquares(twice, [1, 2, 3])).toThrow(RangeError);
    expect(() => leastSquares([[0, 0, 0]], [1, 2, 3])).toThrow(RangeError);
  });
});

describe('The sample model', () => {
  it('has the coefficients that R gives for mpg ~ wt + hp', () => {
    const { intercept, weight, horsepower } = fitSampleModel();
    expect(intercept).toBeCloseTo(37.22727, 5);
    expect(weight).toBeCloseTo(-3.87783, 5);
    expect(horsepower).toBeCloseTo(-0.03177, 5);
  });

  it('takes rows with names and rows in order, also mixed, and answers in their order', () => {
    const named = { weight: 2.62, horsepower: 110 };
    const scored = score(fitSampleModel(), { data: [named, [2.62, 110], [5.25, 205]] });
    expect(scored).toEqual({
      predictions: [expect.closeTo(23.57233, 5), expect.closeTo(23.57233, 5), expect.closeTo(10.3552, 4)],
    });
  });

  it.each([
    ['nothing', undefined],
    ['no rows', { data: [] }],
    ['a row alone', { weight: 2.62, horsepower: 110 }],
    ['something beside the rows', { data: [[2.62, 110]], method: 'score' }],
    ['too many rows', { data: Array.from({ length: 1001 }, () => [2.62, 110]) }],
  ])('says what it expects when it gets %s', (_, body) => {
    expect(score(fitSampleModel(), body)).toEqual({
      expected: expect.stringMatching(/^Send JSON such as .*1000 rows/u),
    });
  });

  it.each([
    ['a text', { weight: '2.62', horsepower: 110 }],
    ['a part', { weight: 2.62 }],
    ['a part too many', { weight: 2.62, horsepower: 110, colour: 'red' }],
    ['one number', [2.62]],
    ['three numbers', [2.62, 110, 4]],
    ['no weight', [0, 110]],
    ['a number without end', [2.62, Infinity]],
    ['a weight of no car', [1e308, 110]],
  ])('names the first row that is %s', (_, row) => {
    const scored = score(fitSampleModel(), { data: [[2.62, 110], row, row] });
    expect(scored).toEqual({ expected: expect.stringMatching(/Row 2 is something else\.$/u) });
  });
});

describe('The sample model over HTTP', () => {
  it('answers its own example', async () => {
    const answer = await post(sampleExample);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ predictions: [expect.closeTo(23.57233, 5)] });
  });

  it.each(['/', '/swagger.json'])('describes its input at %s, with an example that it answers', async (path) => {
    const description = (await (await fetch(address(path))).json()) as {
      paths: Record<string, { post: unknown }>;
      definitions: { Input: { example: unknown; properties: { data: { items: { required: string[] } } } } };
    };
    const { example, properties } = description.definitions.Input;
    expect(properties.data.items.required).toEqual(['weight', 'horsepower']);
    expect(Object.keys(description.paths)).toEqual([samplePath]);
    expect((await post(JSON.stringify(example))).status).toBe(200);
  });

  it.each([
    ['no JSON', 'weight=2.62'],
    ['nothing', ''],
    ['JSON of another form', '{"rows": []}'],
    ['octets that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('answers 400 and what it expects to %s', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('"weight": 2.62') });
  });

  it('takes a thousand rows, and answers 413 to a body that is larger than they could be', async () => {
    const rows = Array.from({ length: 1000 }, (_unused, row) => ({ weight: 1 + row / 1000, horsepower: 100 }));
    const { predictions } = (await (await post(JSON.stringify({ data: rows }))).json()) as { predictions: number[] };
    expect(predictions).toHaveLength(1000);
    const large = await post(`${' '.repeat(300_000)}${sampleExample}`);
    expect(large.status).toBe(413);
    expect(await large.json()).toEqual({ error: expect.stringContaining('262144') });
  });

  it('says where it is to who asks elsewhere, and which methods it takes', async () => {
    const elsewhere = await fetch(address('/predict'), { method: 'POST', body: sampleExample });
    expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { error: expect.stringContaining('/score') }]);
    const read = await fetch(address(samplePath));
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
    const written = await fetch(address('/'), { method: 'POST', body: '{}' });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('takes a query string for none of its business', async () => {
    const answer = await fetch(address(`${samplePath}?api-version=1`), { method: 'POST', body: sampleExample });
    expect(answer.status).toBe(200);
  });

  it('ends when it is asked to, and nothing listens there any more', async () => {
    const other = await startSampleModel(worker.url);
    await other.stop();
    await other.ended;
    await expect(fetch(`http://127.0.0.1:${other.port}/`)).rejects.toThrow('fetch failed');
  });

  it('tells that it did not begin when its code is not there', async () => {
    await expect(startSampleModel(new URL('nowhere.mjs', worker.url))).rejects.toThrow('nowhere.mjs');
  });
});

describe('The thread of the sample model', () => {
  const thread = (code: string): URL =>
    new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';${code}`)}`);

  it('is told of when it ends before it listens', async () => {
    await expect(startSampleModel(thread('process.exit()'))).rejects.toThrow('ended before it listened');
    await expect(startSampleModel(thread("throw new Error('no cars')"))).rejects.toThrow('no cars');
  });

  it('is told of when it ends later, whatever ended it', async () => {
    const fails = "parentPort.postMessage({ port: 1 }); setTimeout(() => { throw new Error('no cars'); })";
    const { ended, stop } = await startSampleModel(thread(fails));
    expect(await ended).toBeUndefined();
    await stop();
  });

  it('is ended when it does not end itself in time', async () => {
    const busy = await startSampleModel(thread('parentPort.postMessage({ port: 1 }); setTimeout(() => { for (;;); })'));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const stopping = busy.stop();
    await vi.advanceTimersByTimeAsync(4000);
    await stopping;
    expect(await busy.ended).toBeUndefined();
  });
});

describe('A shared model', () => {
  let started: { ended: () => void; isStopped: boolean }[] = [];
  afterEach(() => {
    started = [];
  });

  const start = async (): Promise<RunningModel> => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const one = { ended: end, isStopped: false };
    started.push(one);
    const stop = async (): Promise<void> => {
      one.isStopped = true;
      end();
    };
    return { port: started.length, ended, stop };
  };

  it('is started once for all who hold it, and stopped when the last of them leaves', async () => {
    const shared = new SharedModel(start);
    const [one, other] = await Promise.all([shared.take('a'), shared.take('b')]);
    expect(one).toBe(other);
    await shared.take('a');
    await shared.leave('a');
    expect(started).toMatchObject([{ isStopped: false }]);
    await shared.leave('b');
    expect(started).toMatchObject([{ isStopped: true }]);
  });

  it('is started anew for who takes it after its end', async () => {
    const shared = new SharedModel(start);
    expect((await shared.take('a')).port).toBe(1);
    started[0]!.ended();
    await new Promise(setImmediate);
    expect((await shared.take('a')).port).toBe(2);
    await shared.leave('a');
    expect((await shared.take('a')).port).toBe(3);
  });

  it('is tried again for who takes it after it did not begin', async () => {
    let tries = 0;
    const shared = new SharedModel(() => (++tries === 1 ? Promise.reject(new Error('no memory')) : start()));
    await expect(shared.take('a')).rejects.toThrow('no memory');
    expect((await shared.take('a')).port).toBe(1);
  });
});
