import { describe, expect, it } from 'vitest';
import { type Change, planWarnings } from '../../shared/deployments/contract';
import { duration } from '../../src-renderer/text/quantities';
import { azureWords } from '../../src-renderer/text/azure';
import { changeInWords } from '../../src-renderer/text/changes';
import { heldValueWords } from '../../src-renderer/text/held-values';
import { logsWords } from '../../src-renderer/text/logs';
import { serviceWords } from '../../src-renderer/text/services';
import { chooseTargetWords } from '../../src-renderer/text/start';
import { targetWords, thisComputerWords, wizardWords } from '../../src-renderer/text/wizard';

/** All words, however deep they stand; functions are given what they take. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return sentences(said(words as (...values: unknown[]) => unknown));
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentences) : [];
}

function said(words: (...values: unknown[]) => unknown): unknown {
  for (const values of [
    [3, 5, 'the gateway'],
    ['localhost', 3, 'the gateway'],
    [['two API keys', 'the gateway'], '/home/ana'],
  ]) {
    try {
      const sentence = words(...values);
      if (!String(sentence).includes('NaN')) return sentence;
    } catch {
      // It wants another kind of value.
    }
  }
  return 'undefined';
}

const changes: Change[] = [
  { kind: 'deploy' },
  { kind: 'rotate-key', slot: 'primary' },
  { kind: 'rotate-key', slot: 'secondary' },
  { kind: 'restart' },
  { kind: 'stop' },
  { kind: 'start' },
  { kind: 'delete' },
];

describe('the words of the wizard and of the Azure page', () => {
  it('never scold, and leave no gap', () => {
    const all = sentences([
      [wizardWords, thisComputerWords, targetWords, azureWords],
      [heldValueWords, logsWords, serviceWords, chooseTargetWords],
      changes.map((change) => changeInWords(change, 'container-instances')),
    ]);
    expect(all.length).toBeGreaterThan(100);
    const unwelcome = /\b(?:error|failed|oops|invalid|undefined|null|NaN)\b|!| {2}/iu;
    expect(all.filter((words) => unwelcome.test(words))).toEqual([]);
  });

  it.each(planWarnings)('say of the warning %s what follows from it', (warning) => {
    expect(wizardWords.review.warnings[warning]).toMatch(/^(?:The|API|TLS|What runs) .+\.$/u);
  });

  it('count one and many', () => {
    expect(wizardWords.certificate.fitsWithWarnings(1)).toBe('Fits, with 1 warning');
    expect(wizardWords.dns.notPassed(1)).toMatch(/^One thing/u);
    expect(wizardWords.dns.notPassed(2)).toMatch(/^2 things/u);
    expect(wizardWords.run.stayed([])).toBe('Nothing was left behind.');
    expect(wizardWords.run.stays(['a', 'b'])).toContain('a and b');
  });

  it.each([
    [0.4, '0 ms'],
    [84.4, '84 ms'],
    [999.9, '1 second'],
    [1000, '1 second'],
    [89_000, '89 seconds'],
    [90_000, '2 minutes'],
    [3_600_000, '60 minutes'],
  ])('say %d milliseconds as a person does', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});
