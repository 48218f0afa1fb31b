import { describe, expect, it, vi } from 'vitest';
import { calls, type Handlers, type Method } from '../../../shared/ipc/contract';
import { AppError } from '../../../src-main/app-error';
import { createServer } from '../../../src-main/ipc/serve';

const about = { version: '1.0.0', electron: '45.0.0', chrome: '1', node: '20', platform: 'linux x64' };

function server(handlers: Partial<Handlers> = {}, checkResponses = true) {
  const logUnexpected = vi.fn((_cause: unknown, _fields: { method: string }) => 'ref-1');
  const all = { 'app.about': () => about, ...handlers } as Handlers;
  const answer = createServer({ handlers: all, logUnexpected, checkResponses });
  return {
    logUnexpected,
    ask: (method: unknown, request: unknown, trusted = true) => answer({ trusted, method, request }),
  };
}

describe('one call in, one Outcome out', () => {
  it('answers with the value of the use case', async () => {
    expect(await server().ask('app.about', {})).toEqual({ ok: true, value: about });
  });

  it('waits for a use case that takes its time', async () => {
    const ask = server({ 'app.appearance': () => Promise.resolve({ appearance: 'dark' as const }) }).ask;
    expect(await ask('app.appearance', {})).toEqual({ ok: true, value: { appearance: 'dark' } });
  });
});

describe('rule 17: a caller that is not our page gets nothing', () => {
  it('and no use case hears of it', async () => {
    const handle = vi.fn(() => about);
    const outcome = await server({ 'app.about': handle }).ask('app.about', {}, false);
    expect(outcome).toEqual({ ok: false, problem: { code: 'call.not-trusted', facts: {} } });
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('a name that is not in the contract is refused', () => {
  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'app.none',
    'APP.ABOUT',
    '',
    undefined,
    null,
    7,
    {},
    ['app.about'],
  ])('%j', async (method) =>
    expect(await server().ask(method, {})).toEqual({ ok: false, problem: { code: 'call.unknown', facts: {} } }),
  );
});

describe('a request that is not as agreed is refused', () => {
  it.each<[Method, unknown]>([
    ['app.about', undefined],
    ['app.about', null],
    ['app.about', { extra: 1 }],
    ['app.set-appearance', { appearance: 'pink' }],
    ['app.copy-text', { text: 'x'.repeat(100_001) }],
    ['certificates.add', { paths: 'a.pem' }],
    ['certificates.unlock', { fileId: 'a', password: 'x'.repeat(4097) }],
    ['certificates.details', { certificateId: '../../etc/passwd' }],
  ])('%s %j', async (method, request) => {
    expect(await server().ask(method, request)).toEqual({
      ok: false,
      problem: { code: 'call.invalid', facts: { method } },
    });
  });

  it('every call refuses a field too many', async () => {
    for (const method of Object.keys(calls)) {
      expect(await server().ask(method, { surprise: true })).toMatchObject({
        ok: false,
        problem: { code: 'call.invalid' },
      });
    }
  });
});

describe('what a use case throws never crosses as it is', () => {
  const secret = 'a password in a message';

  it('an AppError crosses as its code and facts', async () => {
    const cause = new AppError('file.not-found', { name: 'a.pem' }, { cause: new Error(secret) });
    const outcome = await server({ 'app.about': () => Promise.reject(cause) }).ask('app.about', {});
    expect(outcome).toEqual({ ok: false, problem: { code: 'file.not-found', facts: { name: 'a.pem' } } });
  });

  it.each([new Error(secret), secret, undefined, null, { secret }])(
    'anything else crosses as a reference to the log',
    async (cause) => {
      const { ask, logUnexpected } = server({ 'app.about': () => Promise.reject(cause) });
      expect(await ask('app.about', {})).toEqual({
        ok: false,
        problem: { code: 'unexpected', facts: { reference: 'ref-1' } },
      });
      expect(logUnexpected).toHaveBeenCalledWith(cause, { method: 'app.about' });
    },
  );

  it('a use case that throws at once is no different', async () => {
    const handle = () => {
      throw new Error(secret);
    };
    expect(await server({ 'app.about': handle }).ask('app.about', {})).toMatchObject({
      problem: { code: 'unexpected' },
    });
  });
});

describe('an answer with a field too many', () => {
  const leaking = { 'app.about': () => ({ ...about, privateKey: 'leaked' }) };

  it('fails in development and tests', async () => {
    const outcome = await server(leaking).ask('app.about', {});
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'unexpected' } });
    expect(JSON.stringify(outcome)).not.toContain('leaked');
  });
});
