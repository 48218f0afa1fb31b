import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../src-renderer/app/store';
import { connectBridge } from '../../src-renderer/app/bridge';
import { createAboutStore } from '../../src-renderer/features/about/store';
import { createAnnouncer } from '../../src-renderer/features/certificates/announcements';
import { createDetailsStore } from '../../src-renderer/features/certificates/details-store';
import { nameProblem } from '../../src-renderer/features/certificates/save-name';
import { createSaveStore } from '../../src-renderer/features/certificates/save-store';
import { shareUnchanged } from '../../src-renderer/features/certificates/share-unchanged';
import { createWorkshopStore } from '../../src-renderer/features/certificates/store';
import { createSettingsStore } from '../../src-renderer/features/settings/store';
import { decline, FakeBridge } from './fake-bridge';
import { bundle, details, file, fingerprint, workshop } from './samples';

describe('the bridge', () => {
  it('answers a problem instead of rejecting when main is gone', async () => {
    const { call } = connectBridge({ call: () => Promise.reject(new Error('gone')), on: () => () => {} });
    expect(await call('certificates.clear', {})).toEqual({ ok: false, problem: { code: 'unexpected', facts: {} } });
  });

  it('hands dropped files on as a third argument, and only then', async () => {
    const bridge = new FakeBridge();
    const { call } = connectBridge(bridge);
    const dropped = new File(['x'], 'server.pfx');
    await call('certificates.add', { paths: [] }, [dropped]);
    await call('certificates.clear', {});
    expect(bridge.made[0]?.files).toEqual([dropped]);
    expect(bridge.made[1]?.files).toBeUndefined();
  });

  it('gives a listener only the event it asked for, until it stops', () => {
    const bridge = new FakeBridge();
    const heard: string[] = [];
    const { on } = connectBridge(bridge);
    const stop = on('app.show', ({ what }) => heard.push(what));
    on('app.show', ({ what }) => heard.push(`also ${what}`))();
    bridge.send('certificates.changed', workshop());
    bridge.send('app.show', { what: 'settings' });
    stop();
    bridge.send('app.show', { what: 'about' });
    expect(heard).toEqual(['settings']);
  });
});

describe('the app store', () => {
  it('opens on the first page, and About lies over the page it was opened from', () => {
    const store = createAppStore();
    expect(store.getState()).toMatchObject({ place: { page: 'start' }, moved: false });
    store.getState().show('settings');
    store.getState().show('about');
    expect(store.getState()).toMatchObject({ place: { page: 'settings' }, aboutShown: true, aboutTurn: 1 });
    store.getState().hideAbout();
    expect(store.getState().aboutShown).toBe(false);
  });
});

describe('the workshop store', () => {
  it('says so when the workshop cannot be opened', async () => {
    const bridge = new FakeBridge({ 'certificates.workshop': () => decline('unexpected') });
    const store = createWorkshopStore(connectBridge(bridge).call);
    await store.open();
    expect(store.state.getState()).toEqual({ phase: 'unavailable', problem: { code: 'unexpected', facts: {} } });
  });

  it('shows a problem that belongs to no file, and takes it away with the next success', async () => {
    const bridge = new FakeBridge({ 'certificates.paste': () => decline('clipboard.no-text') });
    const store = createWorkshopStore(connectBridge(bridge).call);
    await store.open();
    await store.paste();
    expect(store.state.getState()).toMatchObject({ notice: { code: 'clipboard.no-text' } });
    await store.chooseFiles();
    expect(store.state.getState()).toMatchObject({ notice: undefined });
  });

  it('leaves a wrong password to the row of the file', async () => {
    const bridge = new FakeBridge({ 'certificates.unlock': () => decline('certificate.wrong-password') });
    const store = createWorkshopStore(connectBridge(bridge).call);
    await store.open();
    await store.unlock('1', 'secret');
    expect(store.state.getState()).toMatchObject({ notice: undefined });
  });

  it('asks main for nothing when nothing was dropped', async () => {
    const bridge = new FakeBridge();
    await createWorkshopStore(connectBridge(bridge).call).add([]);
    expect(bridge.made).toEqual([]);
  });
});

describe('what is announced', () => {
  it('says what was in a file', () => {
    const announce = createAnnouncer();
    const before = workshop({ files: [file('server.pfx', { status: 'reading' })] });
    const after = workshop({ files: [file('server.pfx', { certificates: 1, privateKeys: 1 })] });
    announce(workshop(), before);
    expect(announce(before, after)?.status).toBe('server.pfx was opened: 1 certificate, 1 private key.');
  });

  it('waits until all files are read, and says it in one sentence', () => {
    const announce = createAnnouncer();
    const reading = workshop({ files: [1, 2, 3].map((n) => file(`${n}.pem`, { status: 'reading' })) });
    const half = workshop({ files: [file('1.pem'), ...reading.files.slice(1)] });
    const all = workshop({
      files: [
        file('1.pem'),
        file('2.pem'),
        file('3.pem', { status: 'problem', problem: { code: 'certificate.empty-file', facts: {} } }),
      ],
    });
    expect(announce(workshop(), reading)).toBeUndefined();
    expect(announce(reading, half)).toBeUndefined();
    expect(announce(half, all)).toEqual({
      status: '2 files were read.',
      alert: '1 file not read: 3.pem. The list says why.',
    });
  });

  it('says nothing when a file goes, or nothing changes', () => {
    const announce = createAnnouncer();
    const one = workshop({ files: [file('a.pem')] });
    announce(workshop(), one);
    expect(announce(one, one)).toBeUndefined();
    expect(announce(one, workshop())).toBeUndefined();
  });
});

describe('sharing what did not change', () => {
  it('keeps the objects of files and bundles that are the same, so that their rows are not drawn again', () => {
    const before = workshop({ files: [file('a.pem'), file('b.pem')], bundles: [bundle()] });
    const after = structuredClone(before);
    after.files[1] = file('b.pem', { certificates: 1 });
    const shared = shareUnchanged(before, after);
    expect(shared.files[0]).toBe(before.files[0]);
    expect(shared.files[1]).not.toBe(before.files[1]);
    expect(shared.bundles).toBe(before.bundles);
    expect(shared).toEqual(after);
  });

  it('notices when an optional fact goes', () => {
    const problem = { code: 'certificate.wrong-password', facts: {} } as const;
    const before = workshop({ files: [file('a.pem', { problem })] });
    const after = workshop({ files: [file('a.pem')] });
    expect(shareUnchanged(before, after).files).toEqual(after.files);
  });
});

describe('names of files', () => {
  it.each(['www.contoso.com', 'wildcard.contoso.com', 'müller', 'a b', 'console', 'com10'])('accept %s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', 'Type a name'],
    ['   ', 'Type a name'],
    ['a/b', '/'],
    ['a\\b:c', ':'],
    ['*.contoso.com', '*'],
    ['a\tb', 'control characters'],
    ['name.', 'dot'],
    ['..', 'dot'],
    ['.hidden', 'dot'],
    ['NUL', 'NUL'],
    ['com1.old', 'com1'],
    ['x'.repeat(201), '200'],
  ])('refuse %j and say why', (name, reason) => {
    expect(nameProblem(name)).toContain(reason);
  });
});

describe('saving for Azure', () => {
  const folder = '/home/ana/tls';

  it('asks for the folder, writes, and says what was written', async () => {
    const bridge = new FakeBridge();
    const store = createSaveStore(connectBridge(bridge).call, bundle(), 'pem-pair');
    store.edit({ name: ' score ', includeRoot: true });
    await store.save();
    expect(bridge.requests('certificates.save')).toEqual([
      { bundleId: bundle().id, folder, name: 'score', format: 'pem-pair', includeRoot: true, replace: false },
    ]);
    expect(store.state.getState()).toMatchObject({ phase: 'saved', saved: { folder } });
  });

  it('does not ask for a folder before the name can be used', async () => {
    const bridge = new FakeBridge();
    const store = createSaveStore(connectBridge(bridge).call, bundle(), 'pem-pair');
    store.edit({ name: 'a/b' });
    await store.save();
    expect(bridge.made).toEqual([]);
    expect(store.state.getState()).toMatchObject({ phase: 'asking', form: { name: 'a/b' } });
  });

  it('goes back to the form, as it was, when no folder was chosen', async () => {
    const store = createSaveStore(
      connectBridge(new FakeBridge({ 'app.choose-folder': () => ({}) })).call,
      bundle(),
      'pem-pair',
    );
    store.edit({ name: 'mine', includeRoot: true });
    await store.save();
    expect(store.state.getState()).toMatchObject({
      phase: 'asking',
      form: { name: 'mine', includeRoot: true },
      obstacles: {},
    });
  });

  it('replaces only after it was asked to', async () => {
    const bridge = new FakeBridge({
      'certificates.save': ({ replace, name }) =>
        replace
          ? { folder, files: [{ name, kind: 'certificate', certificates: 1 }] }
          : decline('file.exists', { names: 'mine.cert.pem, mine.key.pem' }),
    });
    const store = createSaveStore(connectBridge(bridge).call, bundle(), 'pem-pair');
    store.edit({ name: 'mine' });
    await store.save();
    const asked = store.state.getState();
    if (asked.phase !== 'asking') throw new Error(asked.phase);
    expect(asked).toMatchObject({
      form: { name: 'mine' },
      question: { folder, names: ['mine.cert.pem', 'mine.key.pem'] },
    });
    await asked.question?.replace();
    expect(store.state.getState().phase).toBe('saved');
    expect(bridge.requests('certificates.save').map(({ replace }) => replace)).toEqual([false, true]);
    expect(bridge.requests('app.choose-folder')).toHaveLength(1);
  });

  it('keeps what was typed when the files could not be written', async () => {
    const bridge = new FakeBridge({
      'certificates.save': () => decline('file.not-written', { name: 'mine.key.pem', reason: 'no-space' }),
    });
    const store = createSaveStore(connectBridge(bridge).call, bundle(), 'pem-pair');
    store.edit({ name: 'mine' });
    await store.save();
    expect(store.state.getState()).toMatchObject({
      phase: 'asking',
      form: { name: 'mine' },
      problem: { code: 'file.not-written' },
    });
  });

  it('says when the folder cannot be shown, and stays with what was saved', async () => {
    const bridge = new FakeBridge({ 'app.show-folder': () => decline('file.not-found', { name: 'tls' }) });
    const store = createSaveStore(connectBridge(bridge).call, bundle(), 'pem-pair');
    await store.save();
    await store.showFolder();
    expect(store.state.getState()).toMatchObject({ phase: 'saved', problem: { code: 'file.not-found' } });
  });
});

describe('details', () => {
  it('drop an answer that comes after the next question', async () => {
    const [slow, quick] = [fingerprint('slow'), fingerprint('quick')];
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const bridge = new FakeBridge({
      'certificates.details': async ({ certificateId }) => {
        if (certificateId === slow) await held;
        return details(certificateId);
      },
    });
    const store = createDetailsStore(connectBridge(bridge).call, slow);
    const first = store.look(slow);
    await store.look(quick);
    release();
    await first;
    expect(store.state.getState()).toMatchObject({ phase: 'shown', id: quick, details: { id: quick } });
  });
});

describe('settings and About', () => {
  it('shows a chosen appearance at once and goes back when main could not take it', async () => {
    const bridge = new FakeBridge({ 'app.set-appearance': () => decline('file.not-written', { name: 'settings' }) });
    const store = createSettingsStore(connectBridge(bridge).call);
    await store.open();
    const done = store.setAppearance('dark');
    expect(store.state.getState()).toMatchObject({ phase: 'shown', appearance: 'dark' });
    await done;
    expect(store.state.getState()).toMatchObject({ appearance: 'system', problem: { code: 'file.not-written' } });
  });

  it('copies the facts as lines', async () => {
    const bridge = new FakeBridge();
    const store = createAboutStore(connectBridge(bridge).call);
    await store.open();
    expect(await store.copy()).toBe(true);
    expect(bridge.requests('app.copy-text')[0]?.text).toBe(
      'Latchkey: 0.1.0\nElectron: 45.4.1\nChromium: 150\nNode.js: 24\nSystem: linux x64',
    );
  });
});
