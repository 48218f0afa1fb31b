import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { beTheOnlyInstance, filesToOpen, userArguments } from '../../../src-main/electron/single-instance';

describe('what the user typed', () => {
  it.each<[readonly string[], boolean, readonly string[]]>([
    [['latchkey'], false, []],
    [['latchkey', 'a.pem', 'b.pfx'], false, ['a.pem', 'b.pfx']],
    [['latchkey', '--no-sandbox', 'a.pem'], false, ['a.pem']],
    [['electron', '--inspect=0', '.', 'a.pem'], true, ['a.pem']],
    [['electron', '.', '--user-data-dir=/x', 'inspect', 'a.pfx', '--json'], true, ['inspect', 'a.pfx', '--json']],
    [['electron', '.'], true, []],
    [['electron'], true, []],
  ])('%j (started by electron: %s) is %j', (argv, startedByElectron, expected) => {
    expect(userArguments(argv, startedByElectron)).toEqual(expected);
  });
});

describe('"Open with" on Windows and Linux', () => {
  const folder = resolve('/home/ana');

  it('takes paths and file addresses, from the folder where they were typed', () => {
    const url = pathToFileURL(resolve('/tmp/b c.pem')).href;
    expect(filesToOpen(['a.pem', resolve('/etc/c.crt'), url, '--flag'], folder)).toEqual([
      resolve('/home/ana/a.pem'),
      resolve('/etc/c.crt'),
      resolve('/tmp/b c.pem'),
    ]);
  });

  it('leaves out what is no file', () => expect(filesToOpen(['file://%zz/%00'], folder)).toEqual([]));
});

describe('one Latchkey at a time', () => {
  const start = (isFirst: boolean) => {
    const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock: vi.fn(() => isFirst) });
    const open = vi.fn();
    const isOnly = beTheOnlyInstance(app as unknown as Parameters<typeof beTheOnlyInstance>[0], ['/a.pem'], open);
    return { app, open, isOnly };
  };

  it('the second passes its files on and knows that it is the second', () => {
    const { app, isOnly } = start(false);
    expect(isOnly).toBe(false);
    expect(app.requestSingleInstanceLock).toHaveBeenCalledWith({ files: ['/a.pem'] });
    expect(app.listenerCount('second-instance')).toBe(0);
  });

  it('the first opens what the second was given, and comes to the front even for nothing', () => {
    const { app, open } = start(true);
    app.emit('second-instance', {}, [], '/', { files: ['/b.pem'] });
    app.emit('second-instance', {}, [], '/', { files: [] });
    expect(open.mock.calls).toEqual([[['/b.pem']], [[]]]);
  });

  it.each([undefined, null, 'x', { files: 'x' }, { files: [1, 'relative.pem', null] }])(
    'does not believe %j',
    (data) => {
      const { app, open } = start(true);
      app.emit('second-instance', {}, [], '/', data);
      expect(open.mock.calls).toEqual([[[]]]);
    },
  );

  it('opens what macOS asks it to', () => {
    const { app, open } = start(true);
    const preventDefault = vi.fn();
    app.emit('open-file', { preventDefault }, '/c.p12');
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(open.mock.calls).toEqual([[['/c.p12']]]);
  });
});
