import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closingQuestion, guardClosing, noticeQuitting, stopInTime } from '../../../src-main/electron/closing';

const behind = (running: readonly string[], keys: readonly string[] = []) => ({
  running: () => running,
  keysAtRisk: () => keys,
  end: async () => {},
});

describe('the question before the window goes', () => {
  it('is not asked when nothing runs', () => {
    expect(closingQuestion(undefined)).toBeUndefined();
    expect(closingQuestion(behind([]))).toBeUndefined();
  });

  it.each([
    [['localhost'], 'localhost still answers.', 'Closing Latchkey stops it.'],
    [['localhost', 'a.example'], 'localhost and a.example still answer.', 'Closing Latchkey stops them.'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 more still answer.', 'Closing Latchkey stops them.'],
  ])('says of %j what still answers', (running, message, detail) => {
    expect(closingQuestion(behind(running))).toMatchObject({ message, detail });
  });

  it.each([
    [['api.test'], 'Close and lose 1 private key?', 'the private key of api.test is in no file yet'],
    [['a', 'b', 'c'], 'Close and lose 3 private keys?', 'the private keys of a, b and 1 more are in no file yet'],
  ])('says of %j which private keys are lost, and why', (keys, message, detail) => {
    const question = closingQuestion(behind([], keys));
    expect(question?.message).toBe(message);
    expect(question?.detail).toMatch(/^This computer has no keyring/u);
    expect(question?.detail).toContain(detail);
  });

  it('says both where keys are lost and services stop', () => {
    const { detail } = closingQuestion(behind(['localhost'], ['api.test'])) ?? {};
    expect(detail).toMatch(/api\.test.+\n\nlocalhost still answers\. Closing Latchkey stops it\.$/u);
  });

  it.each([
    [behind(['localhost']), 'Keep running'],
    [behind([], ['api.test']), 'Keep open'],
  ])('changes nothing when it is left by Enter or Escape', (what, stays) => {
    const question = closingQuestion(what);
    const left = [question?.defaultId, question?.cancelId].map((at) => question?.buttons?.[at ?? -1]);
    expect(left).toEqual([stays, stays]);
  });
});

describe('a window that services run behind', () => {
  const guarded = (running: string[], answers: readonly number[] = [], keys: string[] = []) => {
    const end = vi.fn(async () => void running.splice(0));
    const left = [...answers];
    const ask = vi.fn(async () => ({ response: left.shift() ?? 0 }));
    const close = vi.fn<() => boolean>();
    const app = Object.assign(new EventEmitter(), {
      // As Electron does it: the windows are closed, and one that stays ends it.
      quit: vi.fn(() => {
        app.emit('before-quit');
        return close();
      }),
    });
    const window = Object.assign(new EventEmitter(), { close, isDestroyed: () => false });
    // As Electron does it: `close` asks the listeners, and true means that the window goes.
    close.mockImplementation(() => {
      let prevented = false;
      window.emit('close', { preventDefault: () => (prevented = true) });
      return !prevented;
    });
    guardClosing(window as unknown as Parameters<typeof guardClosing>[0], {
      behind: () => ({ ...behind(running, keys), end }),
      quitting: noticeQuitting(app as unknown as Parameters<typeof noticeQuitting>[0]),
      ask,
    });
    return { close, ask, end, quit: app.quit };
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('closes at once when none runs', () => {
    const { close, ask } = guarded([]);
    expect(close()).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it('stays when they are to keep running', async () => {
    const { close, end } = guarded(['localhost'], [0]);
    expect(close()).toBe(false);
    await settled();
    expect(end).not.toHaveBeenCalled();
    expect(close).toHaveBeenCalledOnce();
  });

  it('stops them and closes when that was said', async () => {
    const { close, end } = guarded(['localhost'], [1]);
    expect(close()).toBe(false);
    await settled();
    expect(end).toHaveBeenCalledOnce();
    expect(close.mock.results.map(({ value }) => value as boolean)).toEqual([false, true]);
  });

  it('closes then also when one could not be stopped, without asking again', async () => {
    const { close, ask, end } = guarded(['localhost'], [1]);
    end.mockRejectedValue(new Error('stuck'));
    close();
    await settled();
    expect(close.mock.results.map(({ value }) => value as boolean)).toEqual([false, true]);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('asks once, however often it is closed meanwhile', async () => {
    const { close, ask } = guarded(['localhost'], [0]);
    expect([close(), close(), close()]).toEqual([false, false, false]);
    expect(ask).toHaveBeenCalledOnce();
    await settled();
    close();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('stays for a private key that would be lost, until that was said', async () => {
    const { close } = guarded([], [0, 1], ['api.test']);
    expect(close()).toBe(false);
    await settled();
    expect(close).toHaveBeenCalledOnce();
    expect(close()).toBe(false);
    await settled();
    expect(close.mock.results.map(({ value }) => value as boolean)).toEqual([false, false, true]);
  });

  it('goes without a question about services when all of Latchkey ends', () => {
    const { quit, ask } = guarded(['localhost']);
    expect(quit()).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it('keeps all of Latchkey for a private key that would be lost, until that was said: then all of it ends', async () => {
    const { quit, close, ask, end } = guarded([], [0, 1], ['api.test']);
    expect(quit()).toBe(false);
    await settled();
    expect(quit).toHaveBeenCalledOnce();
    expect(quit()).toBe(false);
    await settled();
    expect(quit.mock.results.map(({ value }) => value as boolean)).toEqual([false, false, true]);
    expect(close).toHaveBeenCalledTimes(3);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(end).toHaveBeenCalledOnce();
  });

  it('ends all of it where it was quit while the question of the window was open', async () => {
    const { close, quit, ask } = guarded([], [1], ['api.test']);
    expect(close()).toBe(false);
    expect(quit()).toBe(false);
    await settled();
    expect(quit.mock.results.map(({ value }) => value as boolean)).toEqual([false, true]);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('asks about services again when it is closed after a quit that was called off', async () => {
    const keys = ['api.test'];
    const { quit, close, ask } = guarded(['localhost'], [0, 0], keys);
    quit();
    await settled();
    keys.length = 0;
    expect(close()).toBe(false);
    expect(ask).toHaveBeenLastCalledWith(expect.objectContaining({ message: 'localhost still answers.' }));
  });

  it('closes at once before anything can run', () => {
    const window = new EventEmitter();
    const ask = vi.fn();
    guardClosing(window as unknown as Parameters<typeof guardClosing>[0], {
      behind: () => undefined,
      quitting: { isUnderWay: () => false, callOff: () => {}, start: () => {} },
      ask,
    });
    const preventDefault = vi.fn();
    window.emit('close', { preventDefault });
    expect(preventDefault).not.toHaveBeenCalled();
  });
});

describe('the end of Latchkey', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is known from the moment it begins, until it is called off', () => {
    const app = new EventEmitter();
    const quitting = noticeQuitting(app as unknown as Parameters<typeof noticeQuitting>[0]);
    expect(quitting.isUnderWay()).toBe(false);
    app.emit('before-quit');
    expect(quitting.isUnderWay()).toBe(true);
    quitting.callOff();
    expect(quitting.isUnderWay()).toBe(false);
  });

  it('waits for services to stop, and not for ever', async () => {
    const ended = vi.fn();
    void stopInTime({ end: () => new Promise(() => {}) }).then(ended);
    await vi.advanceTimersByTimeAsync(4900);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('comes at once where nothing was started or everything has stopped', async () => {
    await stopInTime(undefined);
    await stopInTime({ end: async () => {} });
    expect(vi.getTimerCount()).toBe(0);
  });
});
