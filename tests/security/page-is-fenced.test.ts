import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { isAllowedExternalLink } from '../../src-main/electron/external-links';
import { lockNavigation } from '../../src-main/electron/navigation';
import { decidePermission, denyPermissions } from '../../src-main/electron/permissions';
import { isTrustedSender, type SenderFrame } from '../../src-main/electron/trusted-sender';

describe('rule 5: the page has no permission, however it asks', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'openExternal',
    'fileSystem',
    'hid',
    'made-up',
  ])('%s is denied', (permission) => expect(decidePermission(permission)).toBe(false));

  it('by request, by check and by device', () => {
    const handlers: Record<string, (...args: unknown[]) => unknown> = {};
    const take = (name: string) => (handler: unknown) => {
      handlers[name] = handler as (...args: unknown[]) => unknown;
    };
    const session = {
      setPermissionRequestHandler: take('request'),
      setPermissionCheckHandler: take('check'),
      setDevicePermissionHandler: take('device'),
    };
    denyPermissions(session);
    const answer = vi.fn();
    handlers['request']?.({}, 'media', answer);
    expect(answer.mock.calls).toEqual([[false]]);
    expect(handlers['check']?.({}, 'media')).toBe(false);
    expect(handlers['device']?.({ deviceType: 'hid' })).toBe(false);
  });
});

function lockedPage() {
  const events = new EventEmitter();
  const opened: string[] = [];
  let openHandler = (_details: { url: string }): unknown => undefined;
  const contents = Object.assign(events, {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  lockNavigation(contents as unknown as Parameters<typeof lockNavigation>[0], (url) => opened.push(url));
  return { events, opened, open: (url: string) => openHandler({ url }) };
}

describe('rules 11 to 14: the page stays where it is', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    '%s is prevented',
    (name) => {
      const preventDefault = vi.fn();
      lockedPage().events.emit(name, { preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  it('no window opens; a link on the list goes to the browser, any other nowhere', () => {
    const { open, opened } = lockedPage();
    for (const url of [
      'https://portal.azure.com/#home',
      'https://evil.example/',
      'file:///etc/passwd',
      'about:blank',
    ]) {
      expect(open(url)).toEqual({ action: 'deny' });
    }
    expect(opened).toEqual(['https://portal.azure.com/#home']);
  });
});

describe('rule 15: what the system may be asked to open', () => {
  it.each([
    'https://login.microsoftonline.com/x',
    'https://portal.azure.com',
    'https://learn.microsoft.com/azure/?a=b#c',
    'HTTPS://PORTAL.AZURE.COM/',
  ])('%s yes', (address) => expect(isAllowedExternalLink(address)).toBe(true));

  it.each([
    'http://portal.azure.com/',
    'https://portal.azure.com:8443/',
    'https://portal.azure.com@evil.example/',
    'https://user:pass@portal.azure.com/',
    'https://portal.azure.com.evil.example/',
    'https://evil.example/?https://portal.azure.com',
    'https://sub.portal.azure.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'mailto:a@b.c',
    'smb://host/share',
    '\\\\host\\share\\x.exe',
    '//portal.azure.com/',
    'app://bundle/index.html',
    'C:\\Windows\\System32\\calc.exe',
    '',
  ])('%s no', (address) => expect(isAllowedExternalLink(address)).toBe(false));
});

describe('rule 17: who may call', () => {
  const main: SenderFrame = { frameTreeNodeId: 1, origin: 'app://bundle', parent: null };
  const gone = {
    get frameTreeNodeId(): number {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
    origin: 'app://bundle',
    parent: null,
  };

  it('the main frame of our window, showing our page', () => expect(isTrustedSender({ ...main }, main)).toBe(true));

  it.each<[string, SenderFrame | null, SenderFrame | null | undefined]>([
    ['a frame inside the page', { ...main, frameTreeNodeId: 2, parent: main as SenderFrame['parent'] }, main],
    ['the main frame of another window', { ...main, frameTreeNodeId: 2 }, main],
    ['our frame, showing another page', { ...main, origin: 'https://evil.example' }, main],
    ['a look-alike host', { ...main, origin: 'app://bundle.evil' }, main],
    ['a look-alike scheme', { ...main, origin: 'apps://bundle' }, main],
    ['a page without an origin', { ...main, origin: 'null' }, main],
    ['a frame that is gone', gone, main],
    ['no frame', null, main],
    ['anybody, when our frame is gone', { ...main }, gone],
    ['anybody, when there is no window', { ...main }, undefined],
    ['anybody, when the window has no frame', { ...main }, null],
  ])('not %s', (_who, sender, expected) => expect(isTrustedSender(sender, expected)).toBe(false));
});
