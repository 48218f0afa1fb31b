import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtPaths, visibleState, watchState, windowOptions } from '../../../src-main/electron/window';

const screen = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const second = { workArea: { x: 1920, y: -200, width: 1280, height: 1000 } };
const state = { width: 1000, height: 700, maximised: false };

describe('the window comes back where it was, if that can still be seen', () => {
  it.each([
    ['on the first screen', { x: 100, y: 50 }],
    ['on the second screen', { x: 2000, y: -150 }],
    ['partly off the left', { x: -800, y: 0 }],
    ['partly off the bottom', { x: 0, y: 900 }],
  ])('%s', (_where, place) => {
    expect(visibleState({ ...state, ...place }, [screen, second])).toEqual({ ...state, ...place });
  });

  it.each([
    ['on a screen that is gone', { x: 5000, y: 100 }],
    ['with its title bar above the screen', { x: 100, y: -100 }],
    ['with its title bar below the screen', { x: 100, y: 1039 }],
    ['with hardly anything to drag it by', { x: -950, y: 100 }],
  ])('in the middle when it was %s', (_where, place) => {
    expect(visibleState({ ...state, ...place }, [screen])).toEqual(state);
  });

  it('no larger than the largest screen', () => {
    const huge = { x: 0, y: 0, width: 5000, height: 4000, maximised: true };
    expect(visibleState(huge, [screen, second])).toEqual({ x: 0, y: 0, width: 1920, height: 1040, maximised: true });
  });

  it('also when it has never been moved, or no screen is known', () => {
    expect(visibleState(state, [screen])).toEqual(state);
    expect(visibleState(state, [])).toEqual(state);
  });
});

describe('the window opens without a flash', () => {
  it('hidden, in the colour of its theme', () => {
    const options = (dark: boolean) => windowOptions(state, { dark, mac: false }, '/preload.cjs');
    expect(options(true)).toMatchObject({ show: false, backgroundColor: '#1f1f1f', width: 1000, height: 700 });
    expect(options(false)).toMatchObject({ show: false, backgroundColor: '#fafafa' });
    expect(options(false)).not.toHaveProperty('maximised');
  });
});

describe('what the user does to the window is remembered', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const watched = () => {
    const bounds = { x: 1, y: 2, width: 3, height: 4 };
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => bounds,
      isMaximized: () => true,
      isDestroyed: () => false,
    });
    const remember = vi.fn();
    watchState(window as unknown as Parameters<typeof watchState>[0], remember);
    return { window, remember, remembered: { ...bounds, maximised: true } };
  };

  it('at most twice a second while it is dragged', () => {
    const { window, remember, remembered } = watched();
    for (let step = 0; step < 100; step++) window.emit('move');
    expect(remember).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(remember.mock.calls).toEqual([[remembered]]);
  });

  it('at once when it closes', () => {
    const { window, remember } = watched();
    window.emit('resize');
    window.emit('close');
    vi.advanceTimersByTime(5000);
    expect(remember).toHaveBeenCalledOnce();
  });
});

describe('the built files', () => {
  it('lie beside the folder of main.js', () => {
    expect(builtPaths('/app/out/main')).toEqual({ page: '/app/out/renderer', preload: '/app/out/preload/preload.cjs' });
  });
});
