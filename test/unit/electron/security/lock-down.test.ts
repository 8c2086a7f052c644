import { beforeEach, describe, expect, test } from 'vitest';
import { lockDownContents, lockDownSession, type FilteredRequest } from '../../../../electron/security/lock-down.ts';
import { FakeContents, FakeEvent, FakeSession } from '../fake-electron.ts';

const preview = 'preview://message/0123/html';

describe('web contents', () => {
  let contents: FakeContents;
  beforeEach(() => {
    contents = new FakeContents();
    lockDownContents(contents);
  });

  test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('%s is refused', (name) => {
    expect(contents.refuses(name)).toBe(true);
  });

  test.each(['https://example.com/', 'app://keypost/index.html', 'about:blank', 'data:text/html,x', 'preview://other/'])(
    'a frame is not led to %s',
    (url) => {
      expect(contents.refuses('will-frame-navigate', new FakeEvent({ url, isMainFrame: false }))).toBe(true);
    },
  );

  test('a frame shows a message', () => {
    expect(contents.refuses('will-frame-navigate', new FakeEvent({ url: preview, isMainFrame: false }))).toBe(false);
  });

  test.each(['https://example.com/', 'about:blank', 'app://keypost/index.html', preview, ''])('no window is opened for %j', (url) => {
    expect(contents.open({ url })).toEqual({ action: 'deny' });
  });

  test('no Bluetooth device is chosen', () => {
    const chosen: string[] = [];
    const choose = (id: string): unknown => chosen.push(id);
    expect(contents.refuses('select-bluetooth-device', new FakeEvent(), [{ deviceId: 'first' }], choose)).toBe(true);
    expect(chosen).toEqual(['']);
  });

  test('WebRTC sends no datagram', () => {
    expect(contents.policy).toBe('disable_non_proxied_udp');
  });
});

describe('a session', () => {
  let session: FakeSession;
  beforeEach(() => {
    session = new FakeSession();
    lockDownSession(session, (url) => url.startsWith('app://keypost/'));
  });

  const names = [
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'fileSystem',
    'hid',
    'clipboard-read',
    'display-capture',
    'unknown',
  ];

  test.each(names)('the permission %s is not given', (permission) => {
    const results: boolean[] = [];
    session.permit(null, permission, (granted) => results.push(granted));
    expect(results).toEqual([false]);
    expect(session.check(null, permission)).toBe(false);
  });

  test('no device is given', () => {
    expect(session.device()).toBe(false);
  });

  test('a download is refused', () => {
    const event = new FakeEvent();
    session.emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  test('the spell checker fetches no dictionary', () => {
    expect(session.spellChecker).toEqual({ enabled: false, languages: [] });
  });

  const isCancelled = (request: FilteredRequest): boolean => {
    const results: boolean[] = [];
    session.filter(request, ({ cancel }) => results.push(cancel));
    return results.length === 1 && results[0] === true;
  };
  const page = { parent: null };
  const frame = { parent: page };

  test.each([
    ['the page itself', { url: 'app://keypost/index.html', resourceType: 'mainFrame', frame: page }],
    ['a file of the page', { url: 'app://keypost/assets/a.js', resourceType: 'script', frame: page }],
    ['what has no frame', { url: 'app://keypost/a.css', resourceType: 'other' }],
    ['a message', { url: preview, resourceType: 'subFrame', frame }],
    ['an image of a message', { url: 'preview://message/0123/image/0', resourceType: 'image', frame }],
    ['an image within a message', { url: 'data:image/png;base64,AA==', resourceType: 'image', frame }],
  ])('the request filter lets %s pass', (_, request) => {
    expect(isCancelled(request)).toBe(false);
  });

  test.each([
    ['the page leaves', { url: 'https://example.com/', resourceType: 'mainFrame', frame: page }],
    ['the page asks elsewhere', { url: 'https://example.com/a.js', resourceType: 'script', frame: page }],
    ['the page asks for a message', { url: preview, resourceType: 'xhr', frame: page }],
    ['a frame shows a file of the page', { url: 'app://keypost/index.html', resourceType: 'subFrame', frame }],
    ['a frame shows data', { url: 'data:text/html,x', resourceType: 'subFrame', frame }],
    ['a frame shows a page', { url: 'https://example.com/', resourceType: 'subFrame', frame }],
    ['a message asks for a file of the page', { url: 'app://keypost/assets/a.js', resourceType: 'image', frame }],
    ['a message asks elsewhere', { url: 'https://example.com/a.png', resourceType: 'image', frame }],
    ['a worker asks elsewhere', { url: 'wss://example.com/', resourceType: 'webSocket' }],
  ])('the request filter cancels it when %s', (_, request) => {
    expect(isCancelled(request)).toBe(true);
  });
});
