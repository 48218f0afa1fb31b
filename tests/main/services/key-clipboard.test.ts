import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyClipboard } from '../../../src-main/services/key-clipboard';

let text = '';
let held = false;
const clipboard = {
  readText: async () => {
    if (held) throw new Error('another program holds it');
    return text;
  },
  writeText: async (written: string) => {
    text = written;
  },
};
let keys: KeyClipboard;

beforeEach(() => {
  vi.useFakeTimers();
  text = 'before';
  held = false;
  keys = new KeyClipboard(clipboard);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('A key on the clipboard', () => {
  it('is gone after 60 seconds, and not before', async () => {
    await keys.copy('secret');
    expect(text).toBe('secret');
    await vi.advanceTimersByTimeAsync(59_999);
    expect(text).toBe('secret');
    await vi.advanceTimersByTimeAsync(1);
    expect(text).toBe('');
    expect(keys.seconds).toBe(60);
  });

  it('leaves what was copied since', async () => {
    await keys.copy('secret');
    text = 'a letter';
    await vi.advanceTimersByTimeAsync(120_000);
    expect(text).toBe('a letter');
  });

  it('begins the time anew when it is copied again', async () => {
    await keys.copy('secret');
    await vi.advanceTimersByTimeAsync(50_000);
    await keys.copy('secret');
    await vi.advanceTimersByTimeAsync(50_000);
    expect(text).toBe('secret');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(text).toBe('');
  });

  it('makes place for another key, which has a time of its own', async () => {
    await keys.copy('primary');
    await vi.advanceTimersByTimeAsync(30_000);
    await keys.copy('secondary');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(text).toBe('secondary');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(text).toBe('');
  });

  it('goes at once when Latchkey ends, and nothing is left to be done', async () => {
    await keys.copy('secret');
    await keys.clearNow();
    expect(text).toBe('');
    expect(vi.getTimerCount()).toBe(0);
    text = 'secret';
    await keys.clearNow();
    expect(text, 'no longer ours').toBe('secret');
  });

  it('is not touched at the end where none was copied', async () => {
    await keys.clearNow();
    expect(text).toBe('before');
  });

  it('that another program keeps from being read at its time goes at the end', async () => {
    await keys.copy('secret');
    held = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text).toBe('secret');
    held = false;
    await keys.clearNow();
    expect(text).toBe('');
  });

  it('that is copied while the one before is taken off stays', async () => {
    await keys.copy('primary');
    const clearing = keys.clearNow();
    await keys.copy('secondary');
    await clearing;
    expect(text).toBe('secondary');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text).toBe('');
  });
});
