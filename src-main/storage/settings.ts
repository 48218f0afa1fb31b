import { readFileSync, renameSync } from 'node:fs';
import type { Appearance } from '../../shared/app/contract';
import { writeFileAtomically } from './private-file';

/** Where the window was, in screen pixels; without x and y it has never been moved. */
export interface WindowState {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

/** What Latchkey remembers about how it looks. Nothing secret goes here. */
export interface Settings {
  readonly appearance: Appearance;
  readonly window: WindowState;
}

/** The settings file while the app runs. */
export interface SettingsStore {
  current(): Settings;
  /** Takes effect at once, and is on disk when the promise ends; rejects with an AppError when it can't be written. */
  change(part: Partial<Settings>): Promise<void>;
  /** Ends when all changes so far have been written or have failed. */
  settled(): Promise<void>;
}

const version = 1;
const defaults: Settings = { appearance: 'system', window: { width: 1120, height: 760, maximised: false } };

/**
 * Opens the settings at `path`, synchronously because the first window needs them.
 * A file that can't be understood is kept beside as `….set-aside`, reported to `setAside`, and the defaults are used.
 */
export function openSettings(path: string, setAside: (keptAs: string) => void): SettingsStore {
  let settings = read(path, setAside);
  let lastWrite: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const bytes = new TextEncoder().encode(`${JSON.stringify({ version, ...settings }, undefined, 2)}\n`);
    await writeFileAtomically(path, bytes, { mode: 0o600, replace: true });
  };
  return {
    current: () => settings,
    change: (part) => {
      settings = { ...settings, ...part };
      // One after the other, so that an older state never overtakes a newer one.
      const written = lastWrite.then(write);
      lastWrite = written.catch(() => undefined);
      return written;
    },
    settled: () => lastWrite,
  };
}

function read(path: string, setAside: (keptAs: string) => void): Settings {
  try {
    return asSettings(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return defaults;
    const keptAs = `${path}.set-aside`;
    try {
      renameSync(path, keptAs);
      setAside(keptAs);
    } catch {
      // It can't be read and can't be moved: the first change will report that it can't be written either.
    }
    return defaults;
  }
}

/** Checked by hand: this runs before the window, and the schema library would cost more than everything else there. */
function asSettings(value: unknown): Settings {
  const { version: found, appearance, window } = asRecord(value);
  if (found !== version) throw new TypeError('settings of another version');
  if (appearance !== 'system' && appearance !== 'light' && appearance !== 'dark') throw new TypeError('appearance');
  return { appearance, window: asWindowState(asRecord(window)) };
}

function asWindowState({ x, y, width, height, maximised }: Record<string, unknown>): WindowState {
  if (!isPixels(width) || !isPixels(height) || width < 1 || height < 1) throw new TypeError('window size');
  if (typeof maximised !== 'boolean') throw new TypeError('window maximised');
  const size = { width, height, maximised };
  return isPixels(x) && isPixels(y) ? { x, y, ...size } : size;
}

function isPixels(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000;
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not an object');
  return { ...value };
}
