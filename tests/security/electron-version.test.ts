import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Electron supports its newest three majors; a new one comes every eight weeks. 45 came out before November 2026.
const known = { major: 45, on: new Date('2026-11-01') };
const weeksPerMajor = 8;

describe('rule 16: the Electron that ships is one that still gets security fixes', () => {
  it('is pinned to one of the newest three majors, by the calendar', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: { electron: string };
    };
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/u);
    const pinned = Number(devDependencies.electron.split('.')[0]);
    const weeks = (Date.now() - known.on.getTime()) / (7 * 24 * 3600 * 1000);
    const newest = known.major + Math.max(0, Math.floor(weeks / weeksPerMajor));
    expect(pinned, `Electron ${newest} should be out by now: update the pin in package.json`).toBeGreaterThan(
      newest - 3,
    );
  });
});
